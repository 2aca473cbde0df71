import { Controller, Get, Header } from '@nestjs/common';
import { ManualClock, TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { consentByHeader } from '../../test/consent-by-header.js';
import { AnalyticsService } from '../analytics.service.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const SECRETS = ['a-secret-of-thirty-two-characters!'];
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

@Controller()
class PagesController {
  @Get('pages/:name')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

describe.each(TEST_ADAPTERS)('visitors who exclude themselves under %s', (adapter) => {
  const clock = new ManualClock('2026-06-30T23:59:59Z');
  let app: AnalyticsApp;
  beforeAll(async () => {
    app = await startAnalyticsApp({
      adapter,
      controllers: [PagesController],
      core: {
        clock,
        trustedProxies: ['loopback'],
        sites: [
          { id: 'shop', hosts: ['*'] },
          { id: 'blog', hosts: ['blog.example'] },
        ],
      },
      analytics: { secrets: SECRETS },
      ports: [consentByHeader],
    });
  });
  afterAll(() => app.close());
  beforeEach(() => clock.set('2026-06-30T23:59:59Z'));

  const ask = (method: string, headers: Record<string, string> = {}, body?: string): Promise<Response> =>
    fetch(`${app.url}/analytics/exclusion`, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
  const given = async (headers: Record<string, string> = {}): Promise<string> => {
    const response = await ask('POST', headers);
    expect(await response.json()).toEqual({ excluded: true });
    return response.headers.getSetCookie()[0]!.split(';')[0]!;
  };
  const isExcluded = async (headers: Record<string, string>): Promise<boolean> =>
    ((await (await ask('GET', headers)).json()) as { excluded: boolean }).excluded;
  const drops = (): number => app.app.get(AnalyticsService).drops()['self-excluded'] ?? 0;

  it('get a cookie that names nobody, and are counted again without it', async () => {
    const response = await ask('POST');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const [header] = response.headers.getSetCookie();
    expect(header).toMatch(/^privacy_uncounted=2026-06\.[\w-]{22}; Max-Age=33696000; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = header!.split(';')[0]!;
    expect(await given()).toBe(cookie);
    expect([await isExcluded({}), await isExcluded({ cookie })]).toEqual([false, true]);
    const taken = await ask('DELETE', { cookie });
    expect(await taken.json()).toEqual({ excluded: false });
    expect(taken.headers.getSetCookie()).toEqual([expect.stringMatching(/^privacy_uncounted=; Max-Age=0; Path=\/;/)]);
  });

  it('are neither counted nor recognised', async () => {
    const cookie = await given();
    const before = drops();
    const headers = { 'user-agent': FIREFOX, 'x-decision': 'everything' };
    const page = await fetch(`${app.url}/pages/a`, { headers: { ...headers, cookie } });
    expect([await page.text(), page.headers.getSetCookie()]).toEqual(['x', []]);
    expect(drops()).toBe(before + 1);
    const report = await fetch(`${app.url}/analytics/events`, {
      method: 'POST',
      headers: { ...headers, cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'a', url: `${app.url}/` }),
    });
    expect(await report.json()).toMatchObject({ accepted: 0, rejected: [{ code: 'SELF_EXCLUDED' }] });
    const visitor = (await fetch(`${app.url}/pages/a`, { headers })).headers.getSetCookie()[0]!.split(';')[0]!;
    const [, forgotten] = (await ask('POST', { cookie: visitor })).headers.getSetCookie();
    expect(forgotten).toMatch(/^privacy_visitor=; Max-Age=0;/);
  });

  it('are those of one site, for 13 months, and by a signature of ours', async () => {
    const cookie = await given();
    const [value, signature] = [cookie.split('.')[0]!, cookie.split('.')[1]!];
    const forged = `${value}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect(await isExcluded({ cookie: forged })).toBe(false);
    expect(await isExcluded({ cookie: cookie.replace('2026-06', '2026-05') })).toBe(false);
    expect(await isExcluded({ cookie, 'x-forwarded-host': 'blog.example' })).toBe(false);
    clock.set('2027-07-31T12:00:00Z');
    expect(await isExcluded({ cookie })).toBe(true);
    clock.set('2027-08-01T00:00:00Z');
    expect(await isExcluded({ cookie })).toBe(false);
  });

  it('have a cookie by https that no other host can plant', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    const secure = await given(https);
    expect(secure).toMatch(/^__Host-privacy_uncounted=/);
    expect(await isExcluded({ ...https, cookie: secure })).toBe(true);
    expect(await isExcluded({ ...https, cookie: await given() })).toBe(false);
  });

  it('may use a form, and come back to where it stood', async () => {
    const answer = await ask('POST', { ...FORM, referer: `${app.url}/privacy?x=1` }, 'excluded=true');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/privacy?x=1']);
    const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    expect(await isExcluded({ cookie })).toBe(true);
    const back = await ask('POST', { ...FORM, cookie, referer: `${app.url}//evil.example/` }, 'excluded=false');
    expect([back.status, back.headers.get('location')]).toEqual([303, '/evil.example/']);
    expect(back.headers.getSetCookie()[0]).toContain('Max-Age=0');
    const unsure = await ask('POST', FORM, 'excluded=perhaps');
    expect([unsure.status, await unsure.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'EXCLUSION_MALFORMED' }),
    ]);
  });

  it.each(['POST', 'DELETE'])('cannot be made so by another site (%s)', async (method) => {
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect(await (await ask(method, foreign)).json()).toMatchObject({ code: 'CROSS_SITE_REFUSED' });
  });
});

describe('an application without secrets', () => {
  it('says that visitors cannot exclude themselves', async () => {
    const app = await startAnalyticsApp();
    const url = `${app.url}/analytics/exclusion`;
    const asked = await fetch(url, { method: 'POST' });
    expect([asked.status, await asked.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'EXCLUSION_UNAVAILABLE' }),
    ]);
    expect(await (await fetch(url)).json()).toEqual({ excluded: false });
    await app.close();
  });
});
