import { pairedPlatforms } from '@nest-privacy/core/testing';
import { ADMIN_TOKEN, type AppProcess, startProcess } from './app-process.js';
import {
  nested,
  ODD_CURSORS,
  ODD_IMPORTS,
  ODD_LANGUAGES,
  ODD_LIMITS,
  ODD_TIMES,
  ODD_ZONES,
  RAW_BODIES,
} from './odd-values.js';

const NOVEMBER = 'from=2026-11-01&to=2026-11-30';
const LISTS = [
  '/admin/consent/records?',
  '/admin/tokens?',
  '/admin/tracking-items?',
  `/admin/analytics/breakdown?${NOVEMBER}&dimension=page&`,
];

describe.each(pairedPlatforms())('values that only look real ($adapter, $database.name)', ({ adapter, database }) => {
  let app: AppProcess;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const { url, drop: remove } = await database.create();
    drop = remove;
    const variables = { HTTP_ADAPTER: adapter, LOG_LEVEL: 'warn' };
    app = await startProcess(database.name === 'SQLite' ? variables : { ...variables, DATABASE_URL: url });
  });
  afterAll(async () => {
    await app.stop();
    await drop();
  });

  const expectRefused = async (path: string, init: RequestInit & { readonly body?: string } = {}): Promise<void> => {
    const authorization = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    const response = await fetch(app.url + path, {
      ...init,
      headers: { ...authorization, ...(init.headers as Record<string, string>) },
    });
    const answer = await response.text();
    const told = { path, body: init.body?.slice(0, 200), status: response.status, answer };
    expect({ ...told, status: 400 }).toEqual(told);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answer)).toMatchObject({ status: 400, code: expect.stringMatching(/^[A-Z_]+$/) });
  };
  const expectRefusedBody = (path: string, body: unknown): Promise<void> =>
    expectRefused(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it.each(LISTS)('are refused as cursor and limit of %s', async (list) => {
    for (const odd of ODD_CURSORS) await expectRefused(`${list}cursor=${odd}`);
    for (const odd of ODD_LIMITS) await expectRefused(`${list}limit=${odd}`);
  });

  it('are refused as cursor of the history of an item', async () => {
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    const { items } = (await (await fetch(`${app.url}/admin/tracking-items?limit=1`, { headers })).json()) as {
      items: { id: string }[];
    };
    for (const odd of ODD_CURSORS) await expectRefused(`/admin/tracking-items/${items[0]!.id}/versions?cursor=${odd}`);
  });

  it('are refused as times, days, zones and languages of a question', async () => {
    for (const time of ODD_TIMES.map(encodeURIComponent)) {
      await expectRefused(`/admin/consent/records?from=${time}`);
      await expectRefused(`/admin/consent/records?to=${time}`);
      await expectRefused(`/admin/analytics/aggregate?from=${time}&to=2026-11-30`);
      await expectRefused(`/admin/analytics/timeseries?from=2026-11-01&to=${time}`);
    }
    for (const zone of ODD_ZONES.map(encodeURIComponent))
      await expectRefused(`/admin/analytics/aggregate?${NOVEMBER}&timezone=${zone}`);
    for (const language of ODD_LANGUAGES.map(encodeURIComponent))
      await expectRefused(`/tracking-items?language=${language}`);
  });

  it('are refused as the expiry of a token', async () => {
    for (const expiresAt of [...ODD_TIMES, '', 0, 1e308, [], {}])
      await expectRefusedBody('/admin/tokens', { label: 'x', scopes: ['consent:read'], expiresAt });
  });

  it('are refused in a decision', async () => {
    const future = new Date(Date.now() + 3_600_000).toISOString();
    for (const givenAt of [...ODD_TIMES, '2999-01-01T00:00:00Z', future, '2026-06-15', 0, {}])
      await expectRefusedBody('/consent', { decisions: { MARKETING: 'denied' }, givenAt });
    for (const language of [...ODD_LANGUAGES, 0, {}])
      await expectRefusedBody('/consent', { decisions: { MARKETING: 'denied' }, language });
    for (const noticeVersion of ['1', 1.5, 0, 2 ** 31, -1])
      await expectRefusedBody('/consent', { decisions: { MARKETING: 'denied' }, noticeVersion });
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\ud800'])
      await expectRefusedBody('/consent', `{"decisions":{${JSON.stringify(name)}:"granted"}}`);
  });

  it('are refused in an import', async () => {
    for (const document of ODD_IMPORTS) await expectRefusedBody('/admin/tracking-items/import', document);
  });

  it('are refused however deep, broken or repeated', async () => {
    for (const [path, body] of RAW_BODIES) await expectRefusedBody(path, body);
    const beacon = { method: 'POST', headers: { 'Content-Type': 'text/plain', Origin: app.url } };
    await expectRefused('/consent', { ...beacon, body: '{"decisions":{"MARKETING":"denied","MARKETING":"granted"}}' });
    await expectRefused('/consent', { ...beacon, body: nested(8_000) });
    await expectRefused('/analytics/events', { ...beacon, body: nested(100_000) });
  });

  it('are told line by line of an import, and leave nothing behind', async () => {
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}`, 'Content-Type': 'application/x-ndjson' };
    const lines = [nested(2_000), '{"__proto__":{}}', '"\\ud800"', '{"consentTimestamp":1e999}', '[[]]', 'null'];
    const response = await fetch(`${app.url}/admin/consent/import?source=vanilla-cookieconsent`, {
      method: 'POST',
      headers,
      body: lines.join('\n'),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ imported: 0 });
  });

  it('are refused by the fields of a form', async () => {
    const form = { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    for (const body of [
      'MARKETING=granted&MARKETING=denied',
      'MARKETING=granted&MARKETING=granted',
      'MARKETING=denied&MARKETING=denied',
      'MARKETING=denied&MARKETING=granted&MARKETING=granted',
      'MARKETING=denied&MARKETING=denied&MARKETING=granted',
      'MARKETING=denied&MARKETING=',
      'MARKETING=&MARKETING=granted',
      'MARKETING=denied&MARKETING=Granted',
      'MARKETING[]=denied&MARKETING[]=granted',
      '__proto__=granted',
      'constructor=granted',
      'decision=accept-all&noticeVersion=',
      'decision=accept-all&noticeVersion=0x1',
      'decision=accept-all&noticeVersion=%201',
      'decision=accept-all&noticeVersion=1e0',
      'decision=accept-all&language=de_DE',
    ])
      await expectRefused('/consent', { ...form, body });
  });

  it('are not taken for a ticked box, which alone sends a field twice: what holds unless it is ticked, then what it says', async () => {
    const answer = await fetch(`${app.url}/consent`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: app.url },
      body: 'MARKETING=denied&MARKETING=granted&STATISTICS=denied',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const Cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    const standing = (await (await fetch(`${app.url}/consent`, { headers: { Cookie } })).json()) as object;
    expect(standing).toMatchObject({ decisions: { MARKETING: 'granted', STATISTICS: 'denied' } });
  });

  it('leave no trace of a failure', () => expect(app.output()).not.toMatch(/INTERNAL_ERROR|RangeError|TypeError/));
});
