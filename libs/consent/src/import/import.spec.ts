import { type INestApplication } from '@nestjs/common';
import { days, type Page } from '@nest-privacy/core';
import { type AdapterName, pairedPlatforms } from '@nest-privacy/core/testing';
import { bodyOf, Browser } from '../../test/browser.js';
import { ADMIN_TOKEN, type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { type EntityManager } from 'typeorm';
import {
  type ConsentEntry,
  type ConsentImport,
  type ConsentParticipant,
  ConsentParticipants,
  ConsentRecordEntity,
  type ConsentRecordView,
  ConsentStateEntity,
  type ImportReport,
} from '../index.js';
import { MOST_LINE_FEEDS } from './import-lines.js';

const SOURCES: readonly ConsentImport[] = [
  {
    source: 'vanilla-cookieconsent',
    categories: { analytics: 'STATISTICS', ads: 'MARKETING' },
    trusted: ['STATISTICS'],
    noticeVersion: 1,
  },
  { source: 'klaro', categories: { matomo: 'STATISTICS', ads: 'MARKETING' } },
  { source: 'onetrust', categories: { C0002: 'STATISTICS', C0004: 'MARKETING' } },
];

/** Refuses as a table of the application's own would, by a unique index. */
const refusing = {
  isRefusing: false as boolean,
  async added(_entry: ConsentEntry, manager: EntityManager): Promise<void> {
    if (this.isRefusing)
      await manager.query('INSERT INTO privacy_consent_state SELECT * FROM privacy_consent_state LIMIT 1');
  },
} satisfies ConsentParticipant & { isRefusing: boolean };

interface StreamingFastify {
  addContentTypeParser(
    types: string[],
    parse: (request: unknown, payload: unknown, done: (error: null, body: unknown) => void) => void,
  ): void;
}

/** Fastify takes no body that it has no parser for; this is what the package's README says. */
const streaming = (adapter: AdapterName) => (app: INestApplication) => {
  if (adapter !== 'fastify') return;
  const fastify = app.getHttpAdapter().getInstance() as StreamingFastify;
  fastify.addContentTypeParser(['application/x-ndjson', 'text/csv'], (_request, payload, done) => done(null, payload));
};

describe.each(pairedPlatforms())('consent of another tool on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;

  /** Of the records that the tests before left. */
  let known: ReadonlySet<string>;

  beforeAll(async () => {
    const extra = { provide: ConsentParticipants, useValue: [refusing] };
    const consent = { import: SOURCES };
    server = await startConsentApp({ database, adapter, consent, own: [extra], configure: streaming(adapter) });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    known = new Set((await server.source.getRepository(ConsentRecordEntity).find()).map(({ id }) => id));
  });

  const visitorWith = (name: string, value: unknown): Browser => {
    const visitor = new Browser(server.url);
    visitor.setCookie(name, encodeURIComponent(JSON.stringify(value)));
    return visitor;
  };
  const ccCookie = (categories: readonly string[], ago: number) => ({
    categories,
    consentTimestamp: new Date(server.clock.now() - ago).toISOString(),
    consentId: 'a',
    languageCode: 'de',
  });
  const added = async (): Promise<ConsentRecordEntity[]> =>
    (await server.source.getRepository(ConsentRecordEntity).find()).filter(({ id }) => !known.has(id));
  const count = async (): Promise<number> => (await added()).length;

  it('is offered by reading, which writes nothing, and taken over when the page asks for it', async () => {
    const visitor = visitorWith('cc_cookie', ccCookie(['necessary', 'analytics'], days(30)));
    expect(await visitor.consent()).toMatchObject({
      importable: 'vanilla-cookieconsent',
      recordId: null,
      allowed: { STATISTICS: false },
    });
    expect(await count()).toBe(0);
    const answer = await visitor.send('POST', '/consent/import');
    expect(answer.status).toBe(201);
    const record = await bodyOf<ConsentRecordView>(answer);
    const given = new Date(server.clock.now() - days(30));
    expect(record).toMatchObject({
      eventType: 'imported',
      decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
      noticeVersion: 1,
      language: 'de',
      givenAt: given.toISOString(),
      validUntil: new Date(given.getTime() + days(180)).toISOString(),
    });
    const consent = await visitor.consent();
    expect(consent).toMatchObject({
      state: 'active',
      allowed: { STATISTICS: true, MARKETING: false },
      recordId: record.id,
    });
    expect(consent.importable).toBeUndefined();
    server.clock.advance(days(150));
    expect((await visitor.consent()).allowed.STATISTICS).toBe(false);
    const [stored] = await added();
    expect(stored).toMatchObject({ origin: 'imported:vanilla-cookieconsent', noticeHash: null, catalogueHash: null });
  });

  it('counts where it refused, and is asked about again where it granted and nobody trusts it', async () => {
    const visitor = visitorWith('klaro', { matomo: true, ads: false });
    const record = await bodyOf<ConsentRecordView>(await visitor.send('POST', '/consent/import'));
    expect(record).toMatchObject({
      decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
      noticeVersion: 0,
      givenAt: null,
    });
    expect(await visitor.consent()).toMatchObject({
      decisions: { STATISTICS: 'unset', MARKETING: 'denied' },
      allowed: { STATISTICS: false, MARKETING: false },
      promptRequired: true,
    });
    const decided = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'granted' }));
    expect(decided).toMatchObject({
      subjectId: record.subjectId,
      decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
    });
  });

  it('is nothing to whoever decided here, brings no cookie, or comes from another site', async () => {
    const refusal = async (visitor: Browser): Promise<unknown> => {
      const answer = await visitor.send('POST', '/consent/import');
      return [answer.status, (await bodyOf<{ code: string }>(answer)).code];
    };
    expect(await refusal(new Browser(server.url))).toEqual([409, 'NOTHING_TO_IMPORT']);
    expect(await refusal(visitorWith('klaro', { nothing: 1 }))).toEqual([409, 'NOTHING_TO_IMPORT']);
    const decided = visitorWith('klaro', { matomo: true });
    await decided.decide({ STATISTICS: 'denied' });
    expect((await decided.consent()).importable).toBeUndefined();
    expect(await refusal(decided)).toEqual([409, 'NOTHING_TO_IMPORT']);
    const foreign = new Browser(server.url, { 'sec-fetch-site': 'cross-site' });
    foreign.setCookie('klaro', encodeURIComponent('{"matomo":false}'));
    expect(await refusal(foreign)).toEqual([403, 'CROSS_SITE_REFUSED']);
    expect(await count()).toBe(1);
  });

  it('is taken over once, however often the same request comes', async () => {
    const headers = { 'idempotency-key': '01890a5d-ac96-774b-bcce-b302099a8057' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        visitorWith('klaro', { ads: false }).send('POST', '/consent/import', { headers }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(await count()).toBe(1);
  });

  const batch = async (source: string, type: string, body: string): Promise<ImportReport> => {
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN, 'content-type': type });
    const answer = await admin.send('POST', `/admin/consent/import?source=${source}`, { body });
    expect(answer.status).toBe(200);
    return bodyOf<ImportReport>(answer);
  };

  it('is taken over line by line, each once, with what is wrong and where', async () => {
    const lines = [
      JSON.stringify({ reference: 'a', givenAt: '2026-03-01T09:30:00Z', choices: { analytics: true, ads: false } }),
      'nonsense',
      JSON.stringify({ reference: 'b', choices: { unknown: true } }),
      '',
      JSON.stringify({ cookie: encodeURIComponent(JSON.stringify(ccCookie(['analytics'], days(1)))) }),
      JSON.stringify({ reference: 'a', givenAt: 'yesterday', choices: { analytics: true } }),
      'x'.repeat(20_000),
      JSON.stringify({ choices: { analytics: true } }),
    ].join('\n');
    const report = {
      imported: 2,
      known: 0,
      refused: [
        { line: 2, detail: 'is no JSON, or names a member twice' },
        { line: 3, detail: 'holds no choice of the source; see the option "import" for its names' },
        { line: 6, detail: 'givenAt must be a time such as "2026-06-15T12:00:00Z", or milliseconds since 1970' },
        { line: 7, detail: 'is longer than 16384 characters' },
        { line: 8, detail: 'has no reference, by which its visitor is told from others' },
      ],
      complete: true,
    };
    expect(await batch('vanilla-cookieconsent', 'application/x-ndjson', lines)).toEqual(report);
    expect(await batch('vanilla-cookieconsent', 'application/x-ndjson', lines)).toEqual({
      ...report,
      imported: 0,
      known: 2,
    });
    const records = await added();
    expect(records).toHaveLength(2);
    for (const record of records)
      expect(record).toMatchObject({
        eventType: 'imported',
        origin: 'imported:vanilla-cookieconsent',
        actor: 'controller',
        authMethod: 'import',
        signals: { dnt: null, gpc: null },
      });
    const { items } = await bodyOf<Page<ConsentRecordView>>(
      await new Browser(server.url, { authorization: ADMIN_TOKEN }).send('GET', '/admin/consent/records'),
    );
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(records.map(({ id }) => id)));
  });

  it('is taken over from a table, and keeps a refusal whatever a later line grants', async () => {
    const table = [
      '\uFEFFreference,givenAt,C0002,C0004',
      '"x, ""1""",2026-03-01T09:30:00Z,1,denied',
      '"x, ""1""",2026-03-02T09:30:00Z,1,granted',
      'y,2026-03-01T09:30:00Z,perhaps,0',
      'z,,0,',
      'short,1',
      '"broken',
    ].join('\r\n');
    const { refused, ...rest } = await batch('onetrust', 'text/csv; charset=utf-8', table);
    expect(rest).toEqual({ imported: 3, known: 0, complete: false });
    expect(refused.map(({ line, detail }) => [line, detail.slice(0, 32)])).toEqual([
      [4, 'C0002 must be a yes or a no, suc'],
      [6, 'has another number of columns th'],
      [7, 'is no line of a table (CSV_QUOTE'],
    ]);
    const states = await server.source.getRepository(ConsentStateEntity).find();
    expect(states.map(({ decisions }) => decisions)).toEqual(
      expect.arrayContaining([
        { STATISTICS: 'unset', MARKETING: 'denied' },
        { STATISTICS: 'denied', MARKETING: 'unset' },
      ]),
    );
  });

  it('loses no refusal, in whichever words a line says it, and takes none that says two things', async () => {
    const lines = [
      '{"reference":"words","choices":{"analytics":true,"ads":"denied"}}',
      '{"reference":"other words","choices":{"analytics":true,"ads":"perhaps"}}',
      '{"reference":"twice","choices":{"ads":false},"choices":{"ads":true}}',
    ].join('\n');
    const { imported, refused } = await batch('vanilla-cookieconsent', 'application/x-ndjson', lines);
    expect([imported, refused]).toEqual([
      1,
      [
        { line: 2, detail: 'ads must be a yes or a no, such as "granted", "true" or "1"' },
        { line: 3, detail: 'is no JSON, or names a member twice' },
      ],
    ]);
    const [state] = await server.source.getRepository(ConsentStateEntity).find();
    expect(state!.decisions['MARKETING']).toBe('denied');
    const table = await batch('onetrust', 'text/csv', 'reference,C0004,C0004\nx,denied,granted\n');
    expect(table).toEqual({
      imported: 0,
      known: 0,
      refused: [{ line: 1, detail: 'names the column "C0004" twice' }],
      complete: false,
    });
  });

  it('refuses a line that says its choices in more than one way, for only one of them would count', async () => {
    const cookie = encodeURIComponent(JSON.stringify(ccCookie(['analytics', 'ads'], days(1))));
    const object = ccCookie(['analytics', 'ads'], days(1));
    const lines = [
      { reference: 'ways', choices: { ads: true }, ads: 'denied' },
      { reference: 'ways', cookie, choices: { ads: false } },
      { reference: 'ways', cookie, ads: false },
      { reference: 'ways', ...object, ads: false },
      { reference: 'ways', choices: { Ads: false }, ads: true },
      { reference: 'ways', choices: 'denied', ads: true },
      { reference: 'ways', choices: [false], cookie },
      { reference: 'ways', cookie: { ads: false }, ads: true },
      { reference: 'ways', language: 'de', cookie: '', choices: {}, ads: false },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    const { imported, refused } = await batch('vanilla-cookieconsent', 'application/x-ndjson', body);
    const twice =
      'says its choices in more than one way: a cookie, an object of the tool, choices, or a member for each';
    const noObject = 'choices must be an object; in a table each name is a column of its own';
    const noCookie = 'the cookie is not one of the source, or shows no choice';
    expect(refused.map(({ detail }) => detail)).toEqual([
      ...Array<string>(5).fill(twice),
      noObject,
      noObject,
      noCookie,
    ]);
    expect(imported).toBe(1);
    const table = await batch('onetrust', 'text/csv', 'reference,choices,C0004\nx,C0004=0,1\ny,,0\n');
    expect(table).toMatchObject({ imported: 1, refused: [{ line: 2, detail: noObject }] });
  });

  it('is not known because a line was refused by whoever takes part in the transaction', async () => {
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN, 'content-type': 'application/x-ndjson' });
    refusing.isRefusing = true;
    const body = JSON.stringify({ reference: 'refused', choices: { analytics: false } });
    const answer = await admin.send('POST', '/admin/consent/import?source=vanilla-cookieconsent', { body });
    refusing.isRefusing = false;
    expect(answer.status).toBe(500);
    expect(await count()).toBe(0);
  });

  it.each([
    ['vanilla-cookieconsent', 'application/x-ndjson', ''],
    ['onetrust', 'text/csv', 'reference,C0002\r\n'],
  ])('from %s as %s ends where more lines come than may, though they say nothing', async (source, type, head) => {
    const { refused, ...rest } = await batch(source, type, head + '\n'.repeat(MOST_LINE_FEEDS + 1));
    expect(rest).toEqual({ imported: 0, known: 0, complete: false });
    expect(refused).toMatchObject([{ detail: expect.stringMatching(/more than 50000 lines/) as string }]);
  });

  it('refuses a batch of another type, of no source, and without the scope', async () => {
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    const codeOf = async (answer: Response): Promise<unknown> => [
      answer.status,
      (await bodyOf<{ code: string }>(answer)).code,
    ];
    const send = (browser: Browser, query: string, type: string): Promise<Response> =>
      browser.send('POST', `/admin/consent/import${query}`, { body: '{}', headers: { 'content-type': type } });
    expect(await codeOf(await send(admin, '?source=klaro', 'application/json'))).toEqual([
      415,
      'IMPORT_TYPE_UNSUPPORTED',
    ]);
    expect(await codeOf(await send(admin, '?source=c15t', 'text/csv'))).toEqual([400, 'VALIDATION_FAILED']);
    expect((await send(new Browser(server.url), '?source=klaro', 'text/csv')).status).toBe(401);
  });
});
