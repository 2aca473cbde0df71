import { Controller, Get, Header, Res } from '@nestjs/common';
import { days } from '@nest-privacy/core';
import { KeyRing } from '@nest-privacy/core/kit';
import { ManualClock, TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AnalyticsModuleOptions } from '../analytics.options.js';
import { waitUntilStored } from '../testing/index.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { consentByHeader } from '../../test/consent-by-header.js';
import { storedEvents } from '../../test/stored-events.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SECRET = 'a-secret-of-thirty-two-characters!';
const PERSISTENT = 2;

@Controller()
class PagesController {
  @Get('page')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }

  @Get('json')
  json(): object {
    return {};
  }

  @Get('with-cookies')
  cookies(@Res({ passthrough: true }) response: { header(name: string, value: string | string[]): unknown }): string {
    response.header('Content-Type', 'text/html');
    response.header('Set-Cookie', ['a=1', 'b=2']);
    return 'x';
  }
}

describe.each(TEST_ADAPTERS)('visitors under %s', (adapter) => {
  let app: AnalyticsApp;
  const clock = new ManualClock();

  const start = async (analytics: AnalyticsModuleOptions = { secrets: [SECRET] }): Promise<void> => {
    app = await startAnalyticsApp({
      adapter,
      controllers: [PagesController],
      analytics,
      core: { clock, trustedProxies: ['loopback'] },
      ports: [consentByHeader],
    });
  };
  const visit = async (path: string, headers: Record<string, string> = {}): Promise<string[]> => {
    const response = await fetch(app.url + path, { headers: { 'User-Agent': FIREFOX, ...headers } });
    await response.text();
    return response.headers.getSetCookie();
  };
  const stored = async (count: number): ReturnType<typeof storedEvents> => {
    await waitUntilStored(app.app, count);
    return storedEvents(app.source);
  };
  const yes = { 'X-Decision': 'statistics' };

  beforeEach(() => clock.set('2026-06-15T12:00:00Z'));
  afterEach(() => app.close());

  it('have no cookie without consent, and are the same person for a day', async () => {
    await start();
    expect(await visit('/page')).toEqual([]);
    await visit('/page');
    await visit('/page', { 'X-Forwarded-For': '192.0.2.7' });
    const [first, second, other] = await stored(3);
    expect(second!.visitor).toBe(first!.visitor);
    expect(other!.visitor).not.toBe(first!.visitor);
  });

  it('are somebody else on the next day', async () => {
    await start();
    clock.set('2026-06-15T23:59:59.999Z');
    await visit('/page');
    await stored(1);
    clock.advance(1);
    await visit('/page');
    const [before, after] = await stored(2);
    expect(after!.visitor).not.toBe(before!.visitor);
  });

  it('are not told apart within a /64 of IPv6, nor by IPv4 in the clothes of IPv6', async () => {
    await start();
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '192.0.2.7', '::ffff:192.0.2.7'])
      await visit('/page', { 'X-Forwarded-For': address });
    const [a, b, c, d] = (await stored(4)).map(({ visitor }) => visitor);
    expect([a === b, c === d, a === c]).toEqual([true, true, false]);
  });

  it('get a signed cookie on the first tracked page after consent, and are known by it from then on', async () => {
    await start();
    expect(await visit('/json', yes)).toEqual([]);
    const [cookie = ''] = await visit('/page', yes);
    expect(cookie).toMatch(/^privacy_visitor=[\w.-]{40,70}; Max-Age=33696000; Path=\/; HttpOnly; SameSite=Lax$/);
    clock.advance(days(40));
    expect(await visit('/page', { ...yes, Cookie: cookie.split(';')[0]!, 'X-Forwarded-For': '192.0.2.9' })).toEqual([]);
    const [first, later] = await stored(2);
    expect([first!.flags, later!.flags]).toEqual([PERSISTENT, PERSISTENT]);
    expect(later!.visitor).toBe(first!.visitor);
  });

  it('keep the cookies that the page itself sets', async () => {
    await start();
    const cookies = await visit('/with-cookies', yes);
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['a', 'b', 'privacy_visitor']);
  });

  it('get a cookie that nobody else can plant where they come by https', async () => {
    await start();
    const https = { ...yes, 'X-Forwarded-Proto': 'https' };
    const [cookie = ''] = await visit('/page', https);
    expect(cookie).toMatch(
      /^__Host-privacy_visitor=[\w.-]{40,70}; Max-Age=33696000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    const pair = cookie.split(';')[0]!;
    expect(await visit('/page', { ...https, Cookie: pair })).toEqual([]);
    expect(await visit('/json', { 'X-Forwarded-Proto': 'https', Cookie: pair })).toEqual([
      '__Host-privacy_visitor=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
    ]);
  });

  it('get a cookie of the path and the age that are set, and none where no browser would send it', async () => {
    await start({ secrets: [SECRET], cookiePath: '/page', cookieLifetime: days(7) });
    expect(await visit('/with-cookies', yes)).toHaveLength(2);
    const [cookie = ''] = await visit('/page', { ...yes, 'X-Forwarded-Proto': 'https' });
    expect(cookie).toMatch(
      /^__Secure-privacy_visitor=[\w.-]{40,70}; Max-Age=604800; Path=\/page; HttpOnly; SameSite=Lax; Secure$/,
    );
    const known = { ...yes, 'X-Forwarded-Proto': 'https', Cookie: cookie.split(';')[0]! };
    expect(await visit('/page', known)).toEqual([]);
    clock.advance(days(8));
    expect(await visit('/page', known)).toHaveLength(1);
  });

  it('are not known on https by a cookie without the prefix, and lose it', async () => {
    await start();
    const planted = (await visit('/page', yes))[0]!.split(';')[0]!;
    const https = { ...yes, 'X-Forwarded-Proto': 'https', Cookie: planted };
    const given = await visit('/page', https);
    expect(given).toEqual([
      'privacy_visitor=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
      expect.stringMatching(/^__Host-privacy_visitor=[^;]/),
    ]);
    expect(await visit('/json', { ...https, Cookie: `${planted}; ${given[1]!.split(';')[0]!}` })).toEqual([given[0]]);
    const [first, second] = await stored(2);
    expect(second!.visitor).not.toBe(first!.visitor);
  });

  it('lose the cookie with their consent', async () => {
    await start();
    const [cookie = ''] = await visit('/page', yes);
    expect(await visit('/json', { Cookie: cookie.split(';')[0]! })).toEqual([
      expect.stringMatching(/^privacy_visitor=; Max-Age=0;/),
    ]);
  });

  it('cannot forge a cookie, nor use one beyond its time', async () => {
    await start();
    const [cookie = ''] = await visit('/page', yes);
    const pair = cookie.split(';')[0]!;
    const forged = pair.replace(/.{4}$/, 'AAAA');
    expect(await visit('/page', { ...yes, Cookie: forged })).toHaveLength(1);
    clock.advance(days(391));
    expect(await visit('/page', { ...yes, Cookie: pair })).toHaveLength(1);
    expect(new KeyRing([SECRET], 'analytics-visitor').verify('a.b', 'AAAA')).toBe(false);
  });

  it('have no cookie where no secret is configured', async () => {
    await start({});
    expect(await visit('/page', yes)).toEqual([]);
  });

  it('leave neither address nor user agent behind', async () => {
    await start();
    await visit('/page', { 'X-Forwarded-For': '198.51.100.23' });
    await stored(1);
    const tables = ['event', 'term', 'salt'].map((name) =>
      app.source.query(`SELECT * FROM "privacy_analytics_${name}"`),
    );
    const everything = JSON.stringify(await Promise.all(tables));
    expect(everything).not.toContain('198.51.100');
    expect(everything).not.toContain('Gecko');
  });
});
