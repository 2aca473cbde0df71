import { get, type IncomingMessage } from 'node:http';
import { DEFAULT_SITE, minutes } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { eventually, pairedPlatforms } from '@nest-privacy/core/testing';
import { parse } from 'csv-parse/sync';
import { Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { fillLedger } from '../../test/filled-ledger.js';
import { ConsentRecordEntity } from '../index.js';
import { consentEntry } from '../testing/index.js';
import { csvColumns } from './csv-lines.js';
import { EXPORTED_MEMBERS } from './exported-record.js';
import { RecordBatches } from './record-batches.js';

const FROM = Date.UTC(2026, 0, 1);
const OWNER = { siteId: 'default', subjectId: newId(), isNew: true };
const { record } = consentEntry(OWNER, null, { interop: { tcString: 'x'.repeat(4_000) } });

type Row = Record<string, string>;
const tableOf = (text: string): Row[] => parse(text, { columns: true, record_delimiter: '\r\n' });

describe.each(pairedPlatforms())('the export of the ledger on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;
  let admin: Browser;

  beforeAll(async () => {
    const sites = ['other', 'formulas', 'empty'].map((id) => ({ id, hosts: [`${id}.test`] }));
    server = await startConsentApp({ database, adapter, core: { sites: [DEFAULT_SITE, ...sites] } });
    admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
  });
  afterAll(() => server.close());
  afterEach(() => jest.restoreAllMocks());

  const exported = (query = '', headers = {}): Promise<Response> =>
    admin.send('GET', `/admin/consent/export?${query}`, { headers });

  it('has every record of the site and the range once, oldest first, whatever the batches', async () => {
    const records = await fillLedger(server.source, 1_203, FROM, (i) => ({
      siteId: i % 400 === 0 ? 'other' : 'default',
    }));
    const wanted = records.filter(({ siteId }) => siteId === 'default').map(({ id }) => id);
    const answer = await exported();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="consent-default.ndjson"');
    const lines = (await answer.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(lines.map(({ id }) => id)).toEqual(wanted);
    expect(Object.keys(lines[0]!)).toEqual([...EXPORTED_MEMBERS]);
    const part = await (
      await exported(`from=${new Date(FROM + 10).toISOString()}&to=${new Date(FROM + 20).toISOString()}`)
    ).text();
    expect(
      part
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as Row).id),
    ).toEqual(wanted.slice(9, 19));
    const other = tableOf(await (await exported('site=other', { accept: 'text/csv' })).text());
    expect(other.map(({ id }) => id)).toEqual(records.filter(({ siteId }) => siteId === 'other').map(({ id }) => id));
  });

  it('keeps what is personal, and what a repetition is known by', async () => {
    const all = server.source.getMetadata(ConsentRecordEntity).columns.map(({ propertyName }) => propertyName);
    const kept = all.filter((name) => !(EXPORTED_MEMBERS as readonly string[]).includes(name));
    expect(kept.sort()).toEqual(['details', 'idempotencyKey', 'requestHash', 'sequence']);
  });

  it('is a table by RFC 4180 in which nothing is a formula', async () => {
    const dangerous = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\ttab', '\rreturn', 'plain, "quoted"\nline'];
    await fillLedger(server.source, dangerous.length, FROM, (i) => ({
      siteId: 'formulas',
      variant: dangerous[i]!,
      decisions: { STATISTICS: 'denied' },
    }));
    const answer = await exported('format=csv&site=formulas');
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    const text = await answer.text();
    expect(text.split('\r\n')[0]).toBe(csvColumns(['STATISTICS', 'MARKETING']).join(','));
    const rows = tableOf(text);
    expect(rows.map(({ variant }) => variant)).toEqual([
      ...dangerous.slice(0, 6).map((value) => `'${value}`),
      dangerous[6],
    ]);
    expect(rows[0]).toMatchObject({
      decision_STATISTICS: 'denied',
      decision_MARKETING: 'unset',
      signals: '{"dnt":null,"gpc":true}',
      noticeHash: '',
    });
    for (const value of rows.flatMap((row) => Object.values(row))) expect(value).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('is empty, and a table of a head, where there is nothing; and refuses what it cannot be', async () => {
    expect(await (await exported('site=empty')).text()).toBe('');
    expect(await (await exported('format=csv&site=empty')).text()).toBe(
      `${csvColumns(['STATISTICS', 'MARKETING']).join(',')}\r\n`,
    );
    const refused = await exported('', { accept: 'application/pdf' });
    expect([refused.status, await refused.json()]).toMatchObject([406, { code: 'EXPORT_FORMAT_UNACCEPTABLE' }]);
    expect((await exported('format=xlsx')).status).toBe(400);
    expect((await exported('site=nobody')).status).toBe(400);
    expect((await new Browser(server.url).send('GET', '/admin/consent/export')).status).toBe(401);
  });

  it('says until when it is whole', async () => {
    const settled = new Date(server.clock.now() - minutes(1)).toISOString();
    expect((await exported()).headers.get('complete-until')).toBe(settled);
    expect((await exported('to=2026-01-01')).headers.get('complete-until')).toBe('2026-01-02T00:00:00.000Z');
  });

  it.each(['ndjson', 'csv'])('is cut off as %s where a later batch cannot be read', async (format) => {
    jest.spyOn(RecordBatches.prototype, 'of').mockImplementation(async function* () {
      yield await Promise.resolve([record]);
      throw new Error('the database is away');
    });
    const answer = await exported(`format=${format}`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it('asks for nothing while nobody reads, goes on when they do, and asks never again when they go away', async () => {
    let batches = 0;
    const ended = new Promise<void>((resolve) =>
      jest.spyOn(RecordBatches.prototype, 'of').mockImplementation(async function* () {
        try {
          for (;;) {
            batches++;
            yield await Promise.resolve(Array<ConsentRecordEntity>(500).fill(record));
          }
        } finally {
          resolve();
        }
      }),
    );
    const answer = await new Promise<IncomingMessage>((resolve) =>
      get(`${server.url}/admin/consent/export`, { headers: { authorization: ADMIN_TOKEN } }, resolve),
    );
    answer.pause();
    let [before, looks] = [0, 0];
    await eventually(
      () => batches,
      (now) => {
        looks = now === before ? looks + 1 : 0;
        before = now;
        return looks === 10;
      },
    );
    const rested = batches;
    answer.resume();
    await eventually(
      () => batches,
      (now) => now > rested + 2,
    );
    answer.destroy();
    await ended;
  });
});
