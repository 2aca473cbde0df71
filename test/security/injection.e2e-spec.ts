import { DataSource } from 'typeorm';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { join } from 'node:path';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { foreignMarkup } from '../../apps/sample-api/test/foreign-markup.js';
import { exchange } from './raw-exchange.js';

const NOVEMBER = 'from=2026-11-01&to=2026-11-30';
const SQL = [
  "' OR '1'='1",
  "'; DELETE FROM admin_tokens; --",
  "'; DROP TABLE privacy_consent_record; --",
  '" OR ""="',
  "\\'; DROP TABLE admin_tokens; --",
  "%' OR '%'='",
  "x') UNION SELECT digest FROM admin_tokens --",
  '$1',
  ':after',
  '?',
  '/*',
];
const MARKUP = `<script>alert(1)</script>"onload='x' &amp;<img src=x>`;
/** What would end a line of the log, or a header, and begin another. */
const LINES = 'x\r\nInjected: 1\r\n\r\n{"level":"injected"}';

describe.each(pairedPlatforms())('what a request says ($adapter, $database.name)', ({ adapter, database }) => {
  let app: AppProcess;
  let admin: Admin;
  let source: DataSource;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const { url, drop: remove } = await database.create();
    drop = remove;
    const variables = {
      HTTP_ADAPTER: adapter,
      NODE_ENV: 'production',
      SECRETS: 'a-secret-for-the-tests-only-0123456789',
    };
    app = await startProcess(database.name === 'SQLite' ? variables : { ...variables, DATABASE_URL: url });
    admin = new Admin(app);
    const file = join(app.dataDirectory, 'nest-privacy.sqlite');
    source = await new DataSource(
      database.name === 'SQLite' ? sqliteOptions(file) : { type: 'postgres', url },
    ).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await app.stop();
    await drop();
  });

  const count = async (table: string): Promise<number> => {
    const [row] = await source.query<{ number: string | number }[]>(`SELECT COUNT(*) AS number FROM ${table}`);
    return Number(row!.number);
  };

  it('is never part of a statement', async () => {
    const token = (await admin.ask('POST', '/tokens', { label: 'canary', scopes: ['consent:read'] })).body as {
      id: string;
    };
    const tables = ['admin_tokens', 'privacy_consent_record', 'privacy_tracking_items'];
    const before = await Promise.all(tables.map(count));
    for (const sql of SQL) {
      const text = encodeURIComponent(sql);
      const found = await admin.ask<{ items: unknown[] }>('GET', `/tracking-items?q=${text}`);
      expect([sql, found.status, found.body.items]).toEqual([sql, 200, []]);
      const exact = await admin.ask<{ items: unknown[] }>('GET', `/tracking-items?provider=${text}`);
      expect([sql, exact.status, exact.body.items]).toEqual([sql, 200, []]);
      // Items of all sites are of this one too, whatever its name.
      const known = await admin.ask('GET', '/tracking-items?site=nobody');
      expect(await admin.ask('GET', `/tracking-items?site=${text}`)).toMatchObject({ body: known.body });
      for (const path of [
        `/tracking-items?category=${text}`,
        `/tracking-items?cursor=${text}`,
        `/tracking-items/${text}`,
        `/tracking-items/${text}/versions`,
        `/consent/records?subjectId=${text}`,
        `/consent/records?site=${text}`,
        `/consent/records?from=${text}`,
        `/consent/records?cursor=${text}`,
        `/analytics/aggregate?from=${text}&to=2026-11-30`,
        `/analytics/aggregate?${NOVEMBER}&site=${text}`,
        `/analytics/aggregate?${NOVEMBER}&timezone=${text}`,
        `/analytics/timeseries?${NOVEMBER}&interval=${text}`,
        `/analytics/breakdown?${NOVEMBER}&dimension=${text}`,
        `/analytics/breakdown?${NOVEMBER}&dimension=page&cursor=${text}`,
        `/tokens?cursor=${text}`,
      ]) {
        const { status, body } = await admin.ask<{ items?: unknown[] } | null>('GET', path);
        expect([path, status < 500, body?.items ?? []]).toEqual([path, true, []]);
      }
      expect((await admin.ask('DELETE', `/tokens/${text}`)).status).toBe(400);
      expect(
        (await fetch(`${app.url}/consent`, { headers: { Cookie: `privacy_subject=${text}; privacy_consent=${text}` } }))
          .status,
      ).toBe(200);
    }
    expect(await Promise.all(tables.map(count))).toEqual(before);
    expect(await admin.ask('GET', '/tokens')).toMatchObject({
      body: { items: expect.arrayContaining([expect.objectContaining({ id: token.id })]) },
    });
  });

  it('is stored as it is', async () => {
    for (const sql of SQL) {
      const { body } = await admin.ask<{ label: string }>('POST', '/tokens', { label: sql, scopes: ['consent:read'] });
      expect(body.label).toBe(sql);
      const rows = await source.query<{ label: string }[]>('SELECT label FROM admin_tokens');
      expect(rows.map(({ label }) => label)).toContain(sql);
    }
  });

  it.each([
    '/offers\r\nSet-Cookie: x=1',
    '/\u0000',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    ' //evil.example',
    '/..//evil.example',
    '@evil.example',
  ])('leads nowhere else: %j', async (redirect) => {
    const response = await fetch(`${app.url}/consent`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: app.url },
      body: new URLSearchParams({ decision: 'reject-all', redirect }),
    });
    const { status, headers } = response;
    expect(status).toBe(400);
    expect(headers.get('location')).toBeNull();
    expect(headers.getSetCookie()).toEqual([]);
  });

  it('writes no header of an answer', async () => {
    for (const path of [
      `/%0d%0aInjected:%201`,
      `/articles?x=%0d%0aInjected:%201`,
      `/consent/records/%0d%0aInjected:%201`,
    ]) {
      const { headers } = await fetch(app.url + path, { headers: { 'X-Request-Id': 'id Injected: 1' } });
      expect(headers.get('injected')).toBeNull();
      expect(headers.get('x-request-id')).not.toContain('Injected');
    }
    for (const line of ['X-Request-Id: a\rInjected: 1', 'X-Request-Id: a\nInjected: 1', 'Cookie: a\r\r\nInjected: 1']) {
      const { text } = await exchange(app.url, `GET / HTTP/1.1\r\nHost: localhost\r\n${line}\r\n\r\n`);
      expect(text).not.toMatch(/^Injected/im);
    }
  });

  it('is text on the pages, wherever it comes from', async () => {
    const item = await admin.ask('POST', '/tracking-items', {
      category: 'MARKETING',
      provider: MARKUP,
      domain: MARKUP,
      cookies: [{ name: MARKUP }],
      translations: { en: { name: MARKUP, purpose: MARKUP, lifetime: MARKUP, domain: MARKUP } },
    });
    expect(item.status).toBe(201);
    for (const path of ['/', '/privacy', '/offers', `/${MARKUP}`, `/?${MARKUP}`, `/${encodeURIComponent(MARKUP)}`]) {
      const { text } = await exchange(
        app.url,
        `GET ${path.replaceAll(' ', '%20')} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
      );
      expect(text).toContain('Corner Bookshop');
      const end = text.indexOf('\r\n\r\n');
      const [head, page] = [text.slice(0, end), text.slice(end)];
      expect([path, foreignMarkup(page, head)]).toEqual([path, []]);
      expect(page).not.toMatch(/<script>alert|<img src=x|[^\\]"onload=|'onload=/);
      expect(head).toContain("default-src 'none'");
    }
  });

  it('is no line of the log', async () => {
    const odd = { 'X-Request-Id': 'x {"level":"injected"}', 'User-Agent': 'x {"level":"injected"}' };
    await fetch(`${app.url}/${encodeURIComponent(LINES)}?${encodeURIComponent(LINES)}`, { headers: odd });
    await admin.ask('POST', '/tokens', { label: LINES, scopes: [LINES] });
    await fetch(`${app.url}/consent`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: LINES });
    const lines = app
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('listening on '));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow();
    expect(app.output()).not.toContain('injected');
  });
});
