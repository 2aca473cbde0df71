import { eventually } from '@nest-privacy/core/testing';
import { Admin } from './admin.js';
import { ADMIN_TOKEN, type AppProcess, startProcess } from './app-process.js';
import { foreignMarkup } from './foreign-markup.js';
import { type PreparedPlatform, platforms } from './platforms.js';
import { rawRequest, statusOf } from './raw-request.js';
import { Visitor } from './visitor.js';

const SQL = "'; DROP TABLE privacy_consent_record; --";
const WRONG = [
  null,
  0,
  -1,
  1e308,
  true,
  '',
  'x',
  SQL,
  'a\u0000b',
  '\ud800',
  [],
  [[]],
  {},
  { length: 1 },
  'x'.repeat(5_000),
];
const TEN_MEGABYTES = 10 * 1024 * 1024;

interface Target {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const post = (path: string, body: unknown): Target => ({ method: 'POST', path, body });
const get = (path: string): Target => ({ method: 'GET', path });

const query = (value: unknown): string =>
  encodeURIComponent(typeof value === 'string' ? value.replace('\ud800', '\ufffd') : JSON.stringify(value));

/** Every place of the API that takes input, with something wrong in it. */
const wrongInputs = (value: unknown): Target[] => [
  post('/consent', value),
  post('/consent', { decisions: value }),
  post('/consent', { decisions: { MARKETING: value } }),
  post('/consent', { decisions: { [`X${JSON.stringify(value)}`]: 'granted' } }),
  post('/consent', { decisions: { MARKETING: 'granted' }, acknowledgedSignals: value === null ? 1 : [value] }),
  post('/consent', { decisions: { MARKETING: 'granted' }, unknown: value }),
  post('/analytics/events', { events: value === null || Array.isArray(value) ? 1 : value }),
  post('/analytics/events', [value]),
  post('/admin/tracking-items', value),
  post('/admin/tracking-items', { category: value, translations: { en: { name: 'x' } } }),
  post('/admin/tracking-items', { category: 'MARKETING', translations: value }),
  post('/admin/tokens', value),
  post('/admin/tokens', { label: 'x', scopes: value }),
  get(`/admin/consent/records?limit=${query(value)}.`),
  get(`/admin/consent/records?subjectId=${query(value)}.`),
  get(`/admin/consent/records?cursor=${query(value)}.`),
  get(`/admin/analytics/aggregate?from=${query(value)}&to=2026-11-30`),
  get(`/admin/analytics/aggregate?from=2026-11-01&to=2026-11-30&timezone=${query(value)}.`),
  get(`/admin/analytics/aggregate?from=2026-11-01&to=2026-11-30&site=${query(value)}.`),
  get(`/admin/analytics/timeseries?from=2026-11-01&to=2026-11-30&interval=${query(value)}.`),
  get(`/admin/tracking-items?cursor=${query(value)}.`),
  get(`/admin/tracking-items/${query(value)}~`),
  get(`/consent/records/${query(value)}~`),
  get(`/tracking-items?category=${query(value)}.`),
];

describe.each(platforms())('bad input ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let app: AppProcess;
  let admin: Admin;
  let before: unknown;

  /** Everything the database holds, as far as the API tells. */
  const contents = async (): Promise<unknown> => ({
    records: await admin.recordCount(),
    events: (await admin.numbers()).events,
    items: (await admin.ask('GET', '/tracking-items/export')).body,
    tokens: (await admin.ask('GET', '/tokens')).body,
  });

  beforeAll(async () => {
    prepared = await platform.prepare();
    app = await startProcess({ ...prepared.variables, LOG_LEVEL: 'warn' });
    admin = new Admin(app);
    before = await contents();
  });
  afterEach(async () => {
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
    expect(await contents()).toEqual(before);
  });
  afterAll(async () => {
    await app.stop();
    await prepared.drop();
  });

  const send = (target: Target): Promise<Response> =>
    fetch(app.url + target.path, {
      method: target.method,
      headers: {
        Authorization: `Bearer ${ADMIN_TOKEN}`,
        ...(target.body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(target.body !== undefined && { body: JSON.stringify(target.body) }),
    });

  it('answers wrong types, unknown names and hostile text with a 4xx that says what is wrong', async () => {
    for (const target of WRONG.flatMap(wrongInputs)) {
      const response = await send(target);
      const answer = await response.text();
      const refused = response.status >= 400 && response.status < 500;
      if (!refused) throw new Error(JSON.stringify({ target, status: response.status, answer }).slice(0, 1_000));
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(JSON.parse(answer)).toMatchObject({ status: response.status, code: expect.any(String) });
    }
    expect(app.output()).not.toContain('INTERNAL_ERROR');
  });

  it.each(['{"decisions":', '', 'null', '"x"', '[]', '{"__proto__": {"decisions": {"MARKETING": "granted"}}}'])(
    'refuses the body %j',
    async (body) => {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(`${app.url}/consent`, { method: 'POST', headers, body });
      expect(response.status).toBe(400);
    },
  );

  it('refuses media types it does not take', async () => {
    const headers = { 'Content-Type': 'application/xml' };
    const response = await fetch(`${app.url}/consent`, { method: 'POST', headers, body: '<x/>' });
    expect(response.status).toBe(415);
  });

  it.each(['/consent', '/analytics/events', '/admin/tracking-items', '/admin/tracking-items/import', '/admin/tokens'])(
    'refuses a body of 10 MB at %s',
    async (path) => {
      const head = [
        `POST ${path} HTTP/1.1`,
        'Host: localhost',
        `Authorization: Bearer ${ADMIN_TOKEN}`,
        'Content-Type: application/json',
        `Content-Length: ${TEN_MEGABYTES}`,
      ];
      const body = Buffer.alloc(TEN_MEGABYTES, 'a');
      const answer = await rawRequest(app.url, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
      expect(statusOf(answer)).toBe(413);
      expect(answer).toMatch(/content-type: application\/problem\+json/i);
    },
  );

  it('refuses 10 000 cookies', async () => {
    const cookies = Array.from({ length: 10_000 }, (_, i) => `c${i}=1`).join('; ');
    const answer = await rawRequest(app.url, `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookies}\r\n\r\n`);
    expect(statusOf(answer)).toBe(431);
  });

  it.each([
    ['a NUL byte in the path', 'GET /a\u0000b HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a NUL byte in a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: a\u0000b\r\n\r\n'],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: a.example\r\nHost: localhost\r\n\r\n'],
    ['another site', 'GET /consent HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
    ['a broken escape', 'GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    [
      'smuggling',
      'POST /consent HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('refuses %s', async (_what, bytes) => {
    const status = statusOf(await rawRequest(app.url, bytes));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it('believes no forwarded address, host or scheme without a trusted proxy', async () => {
    const forged = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' };
    const response = await fetch(`${app.url}/consent`, { headers: forged });
    expect(response.status).toBe(200);
    const { visitors } = await admin.numbers();
    const { pageviews } = await admin.numbers();
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3'])
      expect(await new Visitor(app, { 'X-Forwarded-For': address, Forwarded: `for=${address}` }).statusOf('/')).toBe(
        200,
      );
    const after = await eventually(
      () => admin.numbers(),
      (numbers) => numbers.pageviews >= pageviews + 3,
    );
    expect(after.visitors).toBe(visitors + 1);
  });

  it('takes odd paths without losing the visits beside them', async () => {
    const visitor = new Visitor(app);
    const odd = ['/%00', '/%F0%9F%8D%AA', `/${'x'.repeat(4_000)}`, `/${encodeURIComponent(SQL)}`, '/a%ffb'];
    for (const path of [...odd, '/after-the-odd']) expect(await visitor.statusOf(path)).toBeLessThan(500);
    const pages = await eventually(
      () => admin.pages(),
      (counted) => '/after-the-odd' in counted,
    );
    expect(pages).toMatchObject({ '/after-the-odd': 1, '/%F0%9F%8D%AA': 1 });
  });

  it('shows what visitors typed as text, never as markup', async () => {
    const typed = '<script>alert(1)</script>"onload="x';
    const answer = await new Visitor(app).visit(`/${typed}?${typed}`);
    const policy = answer.headers.get('content-security-policy')!;
    const page = await answer.text();
    expect(page).toContain('type="application/json" id="nest-privacy"');
    expect(foreignMarkup(page, policy)).toEqual([]);
    expect(page).not.toMatch(/alert\(1\)<|"onload="/);
    // What is looked for is seen where it stands.
    const spoilt = page.replace('<main', '<script>alert(1)</script><p title="x"onload="x"><img src=x><main');
    expect(foreignMarkup(spoilt, policy)).toEqual(['<script>', '<p title="x"onload="x">', '<img src=x>']);
  });

  it('refuses foreign pages that decide for a visitor', async () => {
    const body = JSON.stringify({ decisions: { MARKETING: 'granted' } });
    for (const foreign of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      const headers = { 'Content-Type': 'application/json', ...foreign } as Record<string, string>;
      expect((await fetch(`${app.url}/consent`, { method: 'POST', headers, body })).status).toBe(403);
    }
  });

  it('lets nobody in without a valid token', async () => {
    for (const token of ['', 'x', `${ADMIN_TOKEN}x`, ADMIN_TOKEN.slice(1), SQL, '\u00ff'.repeat(40)]) {
      const { status } = await new Admin(app, token).ask('GET', '/tokens');
      expect(status).toBe(401);
    }
  });
});
