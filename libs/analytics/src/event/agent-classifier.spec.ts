import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import crawlers from 'crawler-user-agents';
import fc from 'fast-check';
import { AgentClassifier } from './agent-classifier.js';
import { type AgentHints } from './agent-hints.js';

const linesOf = (file: string): string[] =>
  readFileSync(join(__dirname, '../../test/user-agents', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Names of uap-core, by ours. */
const BROWSERS: Readonly<Record<string, readonly string[]>> = {
  'Android Browser': ['Android'],
  BlackBerry: ['BlackBerry WebKit'],
  Chrome: ['Chrome Mobile', 'Chrome Mobile WebView'],
  Firefox: ['Firefox Beta', 'Firefox Mobile'],
  'Google Search': ['Google'],
  'Internet Explorer': ['IE', 'IE Mobile'],
  'Microsoft Edge': ['Edge', 'Edge Mobile'],
  Opera: ['Opera Mobile', 'Opera Tablet', 'Opera Mini'],
  'QQ Browser': ['QQ Browser Mobile'],
  Safari: ['Mobile Safari', 'Mobile Safari UI/WKWebView'],
};
const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  BlackBerry: ['BlackBerry OS'],
  macOS: ['Mac OS X'],
  Symbian: ['Symbian OS'],
  WebOS: ['Web0S'],
  Windows: [...'2000 3.1 7 8 8.1 95 98 CE ME NT RT Vista XP'.split(' '), 'RT 8.1'].map((name) => `Windows ${name}`),
};

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const HINTS: AgentHints = {
  brands: '"Chromium";v="140", "Not=A?Brand";v="24", "Google Chrome";v="140"',
  mobile: '?0',
  platform: '"Windows"',
  platformVersion: '',
};

const agents = new AgentClassifier({ people: [] });

describe('people', () => {
  const share = (
    rows: readonly string[],
    isRight: (family: string, major: string, userAgent: string) => boolean,
  ): number => rows.filter((row) => isRight(...(row.split('\t') as [string, string, string]))).length / rows.length;

  it('have a browser that is known: at least 9 of 10 of uap-core’s', () => {
    const rows = linesOf('uap-core-browsers.tsv');
    expect(rows.length).toBeGreaterThan(100);
    const isRight = (family: string, _major: string, userAgent: string): boolean => {
      const { browser } = agents.classify(userAgent);
      return browser === family || BROWSERS[browser]?.includes(family) === true;
    };
    expect(share(rows, isRight)).toBeGreaterThanOrEqual(0.9);
  });

  it('have the version of it known, where their browser says it', () => {
    const rows = linesOf('uap-core-browsers.tsv').filter(
      (row) => !/^(?:Android|Opera Mini|Mobile Safari UI\S+|)\t|^[^\t]*\t\t/.test(row),
    );
    const isRight = (_family: string, major: string, userAgent: string): boolean =>
      agents.classify(userAgent).browserVersion === major;
    expect(share(rows, isRight)).toBeGreaterThanOrEqual(0.9);
  });

  it('have a system that is known: at least 8 of 10 of uap-core’s', () => {
    const rows = linesOf('uap-core-systems.tsv');
    expect(rows.length).toBeGreaterThan(90);
    const isRight = (family: string, _major: string, userAgent: string): boolean => {
      const { os } = agents.classify(userAgent);
      return os === family || SYSTEMS[os]?.includes(family) === true;
    };
    expect(share(rows, isRight)).toBeGreaterThanOrEqual(0.8);
  });

  it('are never taken for machines with isbot’s own browsers', () => {
    expect(
      linesOf('isbot-browsers.txt').filter((userAgent) => agents.classify(userAgent).audience !== 'people'),
    ).toEqual([]);
  });

  it.each([
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Android',
      '',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      'macOS',
      '',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'macOS', ''],
    ['Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0', 'Windows', '7'],
    [
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome OS',
      '',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
      'iOS',
      '18',
    ],
  ])('have no version of a system where their browser always says the same: %s', (userAgent, os, osVersion) => {
    expect(agents.classify(userAgent)).toMatchObject({ os, osVersion, audience: 'people' });
  });

  it('are believed what their browser hints before what its user agent says', () => {
    const of = (hints: Partial<AgentHints>): unknown => agents.classify(CHROME, { ...HINTS, ...hints });
    expect(of({})).toMatchObject({
      browser: 'Chrome',
      browserVersion: '140',
      os: 'Windows',
      osVersion: '',
      device: 'desktop',
    });
    expect(of({ platformVersion: '"15.0.0"' })).toMatchObject({ os: 'Windows', osVersion: '11' });
    expect(of({ platformVersion: '"10.0.0"' })).toMatchObject({ osVersion: '10' });
    expect(of({ platformVersion: '"0.3.0"' })).toMatchObject({ osVersion: '8' });
    expect(of({ brands: '"Brave";v="141.0.1", "Chromium";v="141"' })).toMatchObject({
      browser: 'Brave',
      browserVersion: '141',
    });
    expect(of({ platform: '"Android"', mobile: '?1' })).toMatchObject({ os: 'Android', device: 'mobile' });
    expect(of({ platform: '"Android"' })).toMatchObject({ os: 'Android', device: 'tablet' });
    expect(of({ platform: '"macOS"', platformVersion: '"15.6.1"' })).toMatchObject({ os: 'macOS', osVersion: '15' });
    expect(of({ brands: '', platform: 'x', mobile: '' })).toMatchObject({
      browser: 'Chrome',
      os: 'Windows',
      osVersion: '10',
    });
  });
});

describe('machines', () => {
  it('are known: at least 99 of 100 of the list of crawlers', () => {
    const instances = crawlers.flatMap((crawler) => crawler.instances);
    expect(instances.length).toBeGreaterThan(2_000);
    const missed = instances.filter((userAgent) => agents.classify(userAgent).audience === 'people');
    expect(missed.length / instances.length).toBeLessThanOrEqual(0.01);
  });

  it.each([
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
    'Mozilla/5.0 (compatible; Claude-User/1.0; +Claude-User@anthropic.com)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Perplexity-User/1.0; +https://perplexity.ai/perplexity-user)',
    'CCBot/2.0 (https://commoncrawl.org/faq/)',
    'meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)',
  ])('that read for a person or a model are agents: %s', (userAgent) => {
    expect(agents.classify(userAgent)).toMatchObject({ audience: 'agents', bot: 'bot', browser: '' });
  });

  it.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot'],
    ['curl/8.0', 'bot'],
    ['okhttp/4.12.0', 'bot'],
    ['', 'empty-user-agent'],
    ['  ', 'empty-user-agent'],
    [undefined, 'empty-user-agent'],
  ])('of any other kind are bots: %p', (userAgent, bot) => {
    expect(agents.classify(userAgent)).toMatchObject({ audience: 'bots', bot });
  });

  it('are people where an application says so, to the letter', () => {
    const own = new AgentClassifier({ people: ['ShopApp/'] });
    expect(own.classify('ShopApp/4.2 okhttp/4.12.0').audience).toBe('people');
    expect(own.classify('shopapp/4.2 okhttp/4.12.0').audience).toBe('bots');
  });
});

it('takes any text in no time, and keeps little of it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 5_000 }), fc.string({ maxLength: 512 }), (userAgent, hint) => {
      const { browser, os, browserVersion, osVersion } = agents.classify(userAgent, {
        ...HINTS,
        brands: hint,
        platform: hint,
      });
      expect([browser, os, browserVersion, osVersion].join('').length).toBeLessThanOrEqual(88);
    }),
  );
  const begun = performance.now();
  for (const part of [
    '"',
    '"a',
    '";v="',
    'a;v=',
    'Windows Phone OS ',
    'Android 10; K',
    'CrOS  ',
    '(Mobile; ',
    'Symbian ',
    'GPTBo',
    ' ',
  ])
    agents.classify(part.repeat(2_000), {
      ...HINTS,
      brands: part.repeat(512 / part.length),
      platform: part.repeat(100),
    });
  expect(performance.now() - begun).toBeLessThan(1_000);
});
