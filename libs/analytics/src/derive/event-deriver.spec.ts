import { ManualClock } from '@nest-privacy/core/testing';
import { type AnalyticsModuleOptions } from '../analytics.options.js';
import { resolveAnalyticsOptions } from '../config/resolve-analytics-options.js';
import { AgentClassifier } from '../event/agent-classifier.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { DropCounter } from '../event/drop-counter.js';
import { type HitFacts, NOTHING_KNOWN } from '../event/hit.js';
import { InMemorySalts } from '../identity/in-memory-salts.js';
import { EventDeriver } from './event-deriver.js';

const AT = Date.parse('2026-06-15T12:00:00Z');
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const GOOGLE = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const CLAUDE =
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Claude-User/1.0; +Claude-User@anthropic.com)';

describe('what is made of a hit', () => {
  let drops: DropCounter;
  const derive = async (facts: HitFacts, options: AnalyticsModuleOptions = {}): Promise<AnalyticsEvent | undefined> => {
    drops = new DropCounter();
    const config = resolveAnalyticsOptions(options);
    const clock = new ManualClock(new Date(AT).toISOString());
    const deriver = new EventDeriver(config, new AgentClassifier(config), new InMemorySalts(clock), drops);
    const hit = { ...NOTHING_KNOWN, at: AT, site: 'default', address: '192.0.2.1', userAgent: CHROME, ...facts };
    return (await deriver.derive([hit]))[0];
  };

  it('says with what somebody came, and from where', async () => {
    expect(await derive({ screen: '1920x1080', country: 'DE', region: 'DE-BY' })).toMatchObject({
      device: 'desktop',
      browser: 'Chrome',
      browserVersion: '140',
      os: 'Windows',
      osVersion: '10',
      screen: 'wide',
      country: 'DE',
      region: 'DE-BY',
      audience: 'people',
      activity: 'live',
      interactive: false,
      kind: 'pageview',
      revenue: null,
    });
  });

  it('keeps machines and what reads for others apart, and counts them as left out of the statistics', async () => {
    expect(await derive({ userAgent: GOOGLE, permits: ['MARKETING'] })).toMatchObject({
      audience: 'bots',
      bot: 'bot',
      permits: [],
    });
    expect(drops.totals()).toEqual({ bot: 1 });
    expect(await derive({ userAgent: CLAUDE })).toMatchObject({ audience: 'agents', bot: 'bot' });
    expect(await derive({ userAgent: undefined })).toMatchObject({ audience: 'bots', bot: 'empty-user-agent' });
    expect(drops.totals()).toEqual({ 'empty-user-agent': 1 });
  });

  it('drops machines, or takes them for people, as it is told', async () => {
    expect(await derive({ userAgent: GOOGLE }, { bots: 'drop' })).toBeUndefined();
    expect(drops.totals()).toEqual({ bot: 1 });
    expect(await derive({ userAgent: GOOGLE }, { bots: 'count' })).toMatchObject({ audience: 'people', bot: '' });
    expect(drops.totals()).toEqual({});
  });

  it('takes an application’s own program for the person who uses it, where it is told to', async () => {
    const userAgent = 'Shop/4.2 okhttp/4.12.0';
    expect(await derive({ userAgent })).toMatchObject({ audience: 'bots' });
    expect(await derive({ userAgent }, { people: ['Shop/'] })).toMatchObject({ audience: 'people', bot: '' });
    expect(await derive({ userAgent }, { people: ['shop/'] })).toMatchObject({ audience: 'bots' });
  });

  it('leaves out what comes from countries that are to be ignored, however they are written, and nothing else', async () => {
    const options = { ignoreCountries: ['de', 'AT'] };
    for (const country of ['DE', 'AT']) {
      expect(await derive({ country }, options)).toBeUndefined();
      expect(drops.totals()).toEqual({ 'ignored-country': 1 });
    }
    for (const country of ['CH', '']) {
      expect(await derive({ country }, options)).toMatchObject({ country });
      expect(drops.totals()).toEqual({});
    }
  });

  it('knows a late event, an event that shows somebody, and what it brought', async () => {
    const custom = { name: 'sale', id: undefined, interactive: true, properties: null };
    const revenue = { amount: 125_000, currency: 'EUR' };
    const event = await derive({
      kind: 'event',
      activity: 'late',
      address: undefined,
      userAgent: undefined,
      custom,
      revenue,
    });
    expect(event).toMatchObject({ kind: 'event', activity: 'late', interactive: true, revenue, audience: 'people' });
    expect(drops.totals()).toEqual({});
  });

  it('has an id that tells when it happened', async () => {
    const { id } = (await derive({}))!;
    expect(parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(AT);
  });

  it('keeps of a link that was followed neither query nor personal data', async () => {
    const url = 'https://ada:pw@files.example:8443/of/ada@example.com/report.pdf?token=secret#page=2';
    for (const name of ['outbound', 'download']) {
      const custom = { name, id: undefined, interactive: true, properties: { url, other: url, count: 5 } };
      const { properties } = (await derive({ kind: 'event', custom }))!;
      expect(properties!.url).toMatch(/^https:\/\/files\.example:8443\/of\/:\w+\/report\.pdf$/);
      expect(properties!.count).toBe(5);
    }
    const own = { name: 'share', id: undefined, interactive: true, properties: { url: 'https://x.example/a?b=c' } };
    expect((await derive({ kind: 'event', custom: own }))!.properties).toEqual({ url: 'https://x.example/a?b=c' });
  });
});
