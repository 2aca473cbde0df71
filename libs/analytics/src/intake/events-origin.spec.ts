import { TEST_ADAPTERS } from '@nest-privacy/core/testing';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const JSON_TYPE = { 'content-type': 'application/json' };
const TEXT = { 'content-type': 'text/plain;charset=UTF-8' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' };
const SAME = { 'sec-fetch-site': 'same-origin' };
const CROSS = { 'sec-fetch-site': 'cross-site' };

interface Answer {
  readonly status: number;
  readonly body: {
    readonly code?: string;
    readonly accepted?: number;
    readonly rejected?: readonly { code: string }[];
  };
}

/** Sends one event of a page, as a browser with these headers would. */
async function send(app: AnalyticsApp, headers: Record<string, string>, url = `${app.url}/page`): Promise<Answer> {
  const response = await fetch(`${app.url}/analytics/events`, {
    method: 'POST',
    headers: { 'user-agent': FIREFOX, ...headers },
    body: JSON.stringify({ name: 'a', url }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

describe.each(TEST_ADAPTERS)('who may report events under %s', (adapter) => {
  let app: AnalyticsApp;
  beforeAll(async () => {
    const sites = [
      { id: 'shop', hosts: ['127.0.0.1', 'shop.example', '*.shop.example'] },
      { id: 'blog', hosts: ['blog.example'] },
    ];
    app = await startAnalyticsApp({
      adapter,
      core: { sites },
      analytics: { allowedOrigins: ['https://partner.example', 'https://blog.example'] },
    });
  });
  afterAll(() => app.close());

  it.each<[string, () => Record<string, string>]>([
    ['a page of this host', () => ({ ...JSON_TYPE, ...SAME, origin: app.url })],
    ['its sendBeacon', () => ({ ...TEXT, ...SAME, origin: app.url })],
    ['its sendBeacon in an older browser', () => ({ ...TEXT, origin: app.url })],
    ['a page of another host of the site', () => ({ ...TEXT, ...CROSS, origin: 'https://shop.example' })],
    ['a page of a subdomain of the site', () => ({ ...TEXT, ...CROSS, origin: 'https://de.shop.example' })],
    ['a page of an allowed origin', () => ({ ...TEXT, ...CROSS, origin: 'https://partner.example' })],
    ['a client that is no browser', () => JSON_TYPE],
  ])('%s may', async (_who, headers) => {
    expect(await send(app, headers())).toMatchObject({ status: 202, body: { accepted: 1 } });
  });

  it.each<[string, () => Record<string, string>]>([
    ['a foreign page', () => ({ ...JSON_TYPE, ...CROSS, origin: 'https://evil.example' })],
    ['its sendBeacon', () => ({ ...TEXT, ...CROSS, origin: 'https://evil.example' })],
    ['its sendBeacon in an older browser', () => ({ ...TEXT, origin: 'https://evil.example' })],
    ['a page that hides its origin', () => ({ ...TEXT, ...CROSS, origin: 'null' })],
    ['a page whose name ends alike', () => ({ ...TEXT, ...CROSS, origin: 'https://evilshop.example' })],
    ['a form of a foreign page', () => ({ ...FORM, ...CROSS, origin: 'https://evil.example' })],
    ['a page that a foreign page leads to', () => ({ ...JSON_TYPE, referer: 'https://evil.example/' })],
    ['text of which nobody knows whence', () => TEXT],
  ])('%s may not', async (_who, headers) => {
    expect(await send(app, headers())).toMatchObject({ status: 403, body: { code: 'CROSS_SITE_REFUSED' } });
  });

  it.each<[string, Record<string, string>]>([
    ['a form', FORM],
    ['a form of parts', MULTIPART],
    ['an unknown kind of body', { 'content-type': 'application/xml' }],
  ])('%s of an own page is refused', async (_what, type) => {
    expect((await send(app, { ...type, ...SAME, origin: app.url })).status).toBe(415);
  });

  it.each([
    ['https://shop.example/a', 1],
    ['https://de.shop.example/a', 1],
    ['https://blog.example/a', 0],
    ['https://partner.example/a', 0],
    ['https://evil.example/a', 0],
    ['https://shop.example.evil.example/a', 0],
    ['https://shop.example@evil.example/a', 0],
  ])('an event of %s counts %i times', async (url, accepted) => {
    const { body } = await send(app, { ...JSON_TYPE, ...SAME, origin: app.url }, url);
    expect(body).toMatchObject({ accepted, rejected: accepted === 1 ? [] : [{ code: 'URL_FOREIGN' }] });
  });

  it('an event of an allowed origin may be of a page there, unless that is another site’s', async () => {
    const from = (origin: string): Promise<Answer> => send(app, { ...TEXT, ...CROSS, origin }, `${origin}/a`);
    expect((await from('https://partner.example')).body.accepted).toBe(1);
    expect((await from('https://blog.example')).body.rejected).toMatchObject([{ code: 'URL_FOREIGN' }]);
  });
});

describe.each(TEST_ADAPTERS)('a site that claims every host, under %s', (adapter) => {
  let app: AnalyticsApp;
  beforeAll(async () => {
    app = await startAnalyticsApp({ adapter });
  });
  afterAll(() => app.close());

  it('takes events of its own host alone', async () => {
    expect(await send(app, { ...TEXT, ...CROSS, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect((await send(app, JSON_TYPE, 'https://evil.example/')).body.rejected).toMatchObject([
      { code: 'URL_FOREIGN' },
    ]);
    expect((await send(app, { ...TEXT, origin: app.url })).body.accepted).toBe(1);
  });

  it('takes events of the page that a browser vouches for, where a proxy puts another Host', async () => {
    const headers = { ...TEXT, ...SAME, origin: 'https://public.example' };
    expect((await send(app, headers, 'https://public.example/a')).body.accepted).toBe(1);
  });
});
