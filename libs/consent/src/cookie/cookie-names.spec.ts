import { RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { resolveConsentOptions } from '../config/resolve-consent-options.js';
import { type ConsentCookieOptions } from '../index.js';
import { ConsentCookies } from './consent-cookies.js';
import { Browser } from '../../test/browser.js';
import { type ConsentApp, SECRETS, startConsentApp } from '../../test/consent-app.js';

const [database] = testDatabases();
const HTTPS = { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' };
const HTTP = { 'sec-fetch-site': 'same-origin' };

describe.each(TEST_ADAPTERS)('the names of the cookies under %s', (adapter) => {
  let server: ConsentApp;

  const start = async (cookies: ConsentCookieOptions = {}): Promise<void> => {
    server = await startConsentApp({
      database: database!,
      adapter,
      consent: { cookies },
      core: { trustedProxies: ['loopback'] },
    });
  };
  afterEach(() => server.close());

  it.each<[string, ConsentCookieOptions, Record<string, string>, string]>([
    ['https', {}, HTTPS, '__Host-'],
    ['https with a domain', { domain: 'example.com' }, HTTPS, '__Secure-'],
    ['http', {}, HTTP, ''],
    ['http with a domain', { domain: 'example.com' }, HTTP, ''],
    ['http where it is always secure', { secure: 'always' }, HTTP, '__Host-'],
  ])('over %s begin as browsers can vouch for them', async (_, cookies, headers, prefix) => {
    await start(cookies);
    const visitor = new Browser(server.url, headers);
    const lines = (await visitor.decide({ STATISTICS: 'granted' })).headers.getSetCookie();
    expect(lines.map((line) => line.split('=')[0])).toEqual([`${prefix}privacy_subject`, `${prefix}privacy_consent`]);
    for (const line of lines) {
      expect(line.includes('; Secure')).toBe(prefix !== '');
      expect(line.includes('; Domain=example.com')).toBe(cookies.domain !== undefined);
    }
    expect((await visitor.consent()).allowed.STATISTICS).toBe(true);
  });

  it('are taken away with the attributes that they were given with', async () => {
    await start({ secure: 'always' });
    const given = (await new Browser(server.url).decide({ STATISTICS: 'granted' })).headers.getSetCookie();
    const taken = server.app.get(ConsentCookies).forget(RequestView.of({ method: 'POST', headers: {} }));
    const emptied = given.map((line) => line.replace(/=[^;]+; Max-Age=\d+/, '=; Max-Age=0'));
    expect(taken).toEqual(emptied);
  });

  it('make of a cookie nothing over https that could have been planted over http, or by a sibling host', async () => {
    await start();
    const planter = new Browser(server.url, HTTP);
    await planter.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
    const victim = new Browser(server.url, HTTPS);
    for (const [name, value] of planter.cookies) victim.setCookie(name, value);
    expect((await victim.consent()).state).toBe('unset');
    await victim.decide({ STATISTICS: 'denied' });
    expect((await victim.consent()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'unset' });
    expect((await planter.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'granted' });
  });
});

describe('a configured name', () => {
  it.each(['__Host-consent', '__secure-consent'])('does not bring the prefix itself: %s', (consentName) => {
    expect(() => resolveConsentOptions({ secrets: SECRETS, cookies: { consentName } })).toThrow(
      /CONSENT_COOKIE_NAME_INVALID/,
    );
  });
});
