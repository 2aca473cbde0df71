import fc from 'fast-check';
import { CHANNELS } from '@nest-privacy/core/kit';
import { resolveAnalyticsOptions } from '../config/resolve-analytics-options.js';
import { Arrivals } from './arrivals.js';
import { EventTexts } from './event-texts.js';

const HOST = 'shop.example';

function setup(options: Parameters<typeof resolveAnalyticsOptions>[0] = {}) {
  const config = resolveAnalyticsOptions(options);
  const texts = new EventTexts(config);
  const arrivals = new Arrivals(config);
  return (referrer: string | undefined, url = '/', address: string | undefined = '203.0.113.7') =>
    arrivals.of({ referrer, url, address }, texts.referrer(referrer, HOST));
}

const of = setup();
const NONE = { channel: '', source: '', keyword: '', campaign: null, click: '' };

describe('the way that led to an event', () => {
  it.each([
    [undefined, 'Direct', '', ''],
    ['about:blank', 'Direct', '', ''],
    ['https://www.google.de/', 'Organic Search', 'Google', '(not provided)'],
    ['https://www.google.com/search?q=nest+js', 'Organic Search', 'Google', 'nest js'],
    ['https://WWW.Google.com:443/search?q=nest#q=js', 'Organic Search', 'Google', 'nest'],
    ['https://yandex.ru/search?text=%EC%E8%F0', 'Organic Search', 'Yandex', '(not provided)'],
    ['android-app://com.google.android.googlequicksearchbox/', 'Organic Search', 'Google', '(not provided)'],
    ['https://duckduckgo.com/', 'Organic Search', 'DuckDuckGo', '(not provided)'],
    ['https://www.cnn.com/?query=nest', 'Organic Search', 'Google', 'nest'],
    ['https://www.cnn.com/article', 'Referral', 'cnn.com', ''],
    ['https://l.facebook.com/l.php?u=x', 'Organic Social', 'Facebook', ''],
    ['https://claude.ai/chat', 'AI Assistants', 'Claude', ''],
    ['https://www.blog.example.co.uk/post?q=secret', 'Referral', 'example.co.uk', ''],
    ['https://jane.github.io/post', 'Referral', 'jane.github.io', ''],
    ['http://www.intranet/post', 'Referral', 'intranet', ''],
    ['http://192.0.2.1:8080/post', 'Referral', '192.0.2.1', ''],
    ['http://[2001:db8::1]:8080/post', 'Referral', '[2001:db8::1]', ''],
    ['android-app://com.example.mail/', 'Referral', 'com.example.mail', ''],
    ['https://webmail.provider.example/', 'Email', 'provider.example', ''],
  ])('from %s is %s, by "%s", for "%s"', (referrer, channel, source, keyword) =>
    expect(of(referrer)).toEqual({ ...NONE, channel, source, keyword }),
  );

  it('is none where a page of the same host led here, whatever its links carry, or the server speaks of itself', () => {
    expect(of(`https://${HOST}/?q=secret`, '/?utm_source=letter&gclid=1')).toEqual(NONE);
    expect(of(`https://${HOST.toUpperCase()}:443/`)).toEqual(NONE);
    expect(of(`https://${HOST}/`)).toBe(of(`https://${HOST}/other`));
    const arrivals = new Arrivals(resolveAnalyticsOptions({}));
    expect(arrivals.of({ referrer: undefined, url: '', address: undefined }, 'direct')).toEqual(NONE);
  });

  it('tells of the campaign that the address names, before the page that led here', () => {
    expect(
      of(
        'https://www.google.com/',
        '/?UTM_SOURCE=Letter&utm_medium=E-Mail&utm_campaign=Spring+Sale&utm_term=a&utm_content=B',
      ),
    ).toEqual({
      channel: 'Email',
      source: 'letter',
      keyword: '(not provided)',
      campaign: { source: 'letter', medium: 'e-mail', campaign: 'Spring Sale', term: 'a', content: 'B' },
      click: '',
    });
    expect(of(undefined, '/?utm_source=fb&utm_medium=cpc&fbclid=secret')).toMatchObject({
      channel: 'Paid Social',
      source: 'Facebook',
      campaign: { source: 'fb', medium: 'cpc' },
      click: 'fbclid',
    });
    expect(of(undefined, '/?gclid=secret')).toEqual({
      ...NONE,
      channel: 'Paid Search',
      source: 'Google',
      click: 'gclid',
    });
  });

  it('has no personal data of a campaign or a search', () => {
    const url = '/?utm_source=jane@example.org&utm_campaign=for-jane@example.org&utm_content=4111+1111+1111+1111';
    const told = [of(undefined, url), of('https://www.google.com/search?q=jane@example.org', url)];
    expect(JSON.stringify(told)).not.toMatch(/jane|4111/);
    expect(told[1]).toMatchObject({ channel: 'Referral', source: ':email', keyword: ':email' });
  });

  it('leaves the words of a search alone where only the origin of a referrer is wanted', () => {
    const origins = setup({ referrers: 'origin' });
    expect(origins('https://www.google.com/search?q=nest')).toMatchObject({
      source: 'Google',
      keyword: '(not provided)',
    });
    expect(origins('https://www.cnn.com/?query=nest')).toMatchObject({ source: 'cnn.com', keyword: '' });
  });

  it('is the same object for the same way, and another for a portal that tells what was searched for', () => {
    expect(of('https://blog.example/a')).toBe(of('https://blog.example/b?c'));
    expect(of(undefined, '/?utm_source=letter&x=1')).toBe(of(undefined, '/other?x=2&utm_source=Letter'));
    const fresh = setup();
    expect(fresh('https://www.cnn.com/?query=nest').channel).toBe('Organic Search');
    expect(fresh('https://www.cnn.com/').channel).toBe('Referral');
    expect(fresh('https://www.google.com/?q=a').keyword).toBe('a');
    expect(fresh('https://www.google.com/?q=b').keyword).toBe('b');
    expect(fresh('https://www.google.com/').keyword).toBe('(not provided)');
  });

  it('does not depend on what was asked before, is of the list, and fits into the dictionary', () => {
    const referrer = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.constantFrom(undefined, 'https://www.google.com/?q=x', 'https://www.cnn.com'),
    );
    const url = fc
      .array(
        fc.tuple(
          fc.constantFrom('utm_source', 'utm_medium', 'utm_term', 'gclid', 'x'),
          fc.string({ unit: 'binary', maxLength: 600 }),
        ),
      )
      .map((pairs) => `/?${pairs.map((pair) => pair.join('=')).join('&')}`);
    fc.assert(
      fc.property(referrer, url, (from, to) => {
        const arrival = of(from, to);
        expect(setup()(from, to)).toEqual(arrival);
        const { channel, source, keyword, campaign } = arrival;
        expect(CHANNELS).toContain(channel);
        for (const text of [source, keyword, ...Object.values(campaign ?? {})])
          expect((text as string).length).toBeLessThanOrEqual(255);
      }),
    );
  });
});
