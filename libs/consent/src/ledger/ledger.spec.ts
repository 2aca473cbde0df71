import { type Page } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { transact } from '@nest-privacy/core/typeorm';
import { storageDatabases, type DisposableDatabase } from '@nest-privacy/core/testing';
import { type DataSource } from 'typeorm';
import { ConsentRecordEntity, type ConsentRecordView, ConsentStateEntity } from '../index.js';
import { bodyOf, Browser } from '../../test/browser.js';
import {
  ADMIN_TOKEN,
  CONSENT_TABLES,
  type ConsentApp,
  migrated,
  RECORD_COLUMNS,
  startConsentApp,
} from '../../test/consent-app.js';

describe.each(storageDatabases())('the tables on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create(CONSENT_TABLES);
    source = await migrated(place);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  it('have three indexes each at most, and the ledger a fourth by which it is followed', async () => {
    const sql =
      database.name === 'SQLite'
        ? `SELECT tbl_name AS t, count(*) AS n FROM sqlite_master WHERE type = 'index' AND tbl_name LIKE 'privacy_consent%' GROUP BY 1`
        : `SELECT tablename AS t, count(*) AS n FROM pg_indexes WHERE tablename LIKE 'privacy_consent%' GROUP BY 1`;
    const counts: { t: string; n: string }[] = await source.query(sql);
    expect(counts.map(({ t }) => t)).toEqual(
      expect.arrayContaining(['privacy_consent_record', 'privacy_consent_state']),
    );
    for (const { t, n } of counts)
      expect([t, Number(n) <= (t === 'privacy_consent_record' ? 4 : 3)]).toEqual([t, true]);
  });
});

describe.each(storageDatabases())('the ledger on $name', (database) => {
  let server: ConsentApp;

  beforeEach(async () => {
    server = await startConsentApp({ database, adapter: 'fastify' });
  });
  afterEach(() => server.close());

  const counts = async (): Promise<[records: number, states: number]> => [
    await server.source.getRepository(ConsentRecordEntity).count(),
    await server.source.getRepository(ConsentStateEntity).count(),
  ];

  it('takes two hundred first decisions at once on an empty database, and doubles none', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => new Browser(server.url).decide({ STATISTICS: 'granted' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const records = await Promise.all(answers.map((answer) => bodyOf<ConsentRecordView>(answer)));
    expect(new Set(records.map(({ id }) => id)).size).toBe(200);
    expect(new Set(records.map(({ subjectId }) => subjectId)).size).toBe(200);
    expect(await counts()).toEqual([200, 200]);
  });

  it('loses nothing when many tabs of one visitor write at once: every record is kept, and the state is the newest', async () => {
    const visitor = new Browser(server.url);
    await visitor.decide({ STATISTICS: 'granted', MARKETING: 'granted' });
    const tabs = Array.from({ length: 40 }, (_, i) =>
      visitor.copy().decide(i % 2 === 0 ? { STATISTICS: 'denied' } : { MARKETING: 'denied' }),
    );
    expect((await Promise.all(tabs)).map(({ status }) => status)).toEqual(Array(40).fill(201));
    expect(await counts()).toEqual([41, 1]);
    const [newest] = await server.source
      .getRepository(ConsentRecordEntity)
      .find({ order: { receivedAt: 'DESC' }, take: 1 });
    const state = await server.source.getRepository(ConsentStateEntity).findOneByOrFail({});
    expect([state.recordId, state.decidedAt]).toEqual([newest!.id, newest!.receivedAt]);
    expect(state.decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    const times = (await server.source.getRepository(ConsentRecordEntity).find()).map(({ receivedAt }) =>
      receivedAt.getTime(),
    );
    expect(new Set(times).size).toBe(41);
  });

  it('makes one record of a decision that is sent twenty times at once, by a first visitor or by one who is known', async () => {
    const key = { 'idempotency-key': newId() };
    const first = Array.from({ length: 20 }, () => new Browser(server.url).decide({ STATISTICS: 'granted' }, {}, key));
    expect((await Promise.all(first)).map(({ status }) => status).sort()).toEqual([
      ...Array<number>(19).fill(200),
      201,
    ]);
    expect(await counts()).toEqual([1, 1]);
    const visitor = new Browser(server.url);
    await visitor.decide({ STATISTICS: 'granted' });
    const later = Array.from({ length: 20 }, () =>
      visitor.copy().decide({ STATISTICS: 'denied' }, {}, { 'idempotency-key': 'again' }),
    );
    expect((await Promise.all(later)).map(({ status }) => status).sort()).toEqual([
      ...Array<number>(19).fill(200),
      201,
    ]);
    expect(await counts()).toEqual([3, 2]);
    const altered = await visitor.decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': 'again' });
    expect([altered.status, await counts()]).toEqual([409, [3, 2]]);
  });

  it('refuses to change or delete a record, whoever asks', async () => {
    const visitor = new Browser(server.url);
    const { id } = await bodyOf<ConsentRecordView>(
      await visitor.decide({ STATISTICS: 'denied' }, {}, { 'idempotency-key': 'k1' }),
    );
    const before = await server.source.query('SELECT * FROM privacy_consent_record');
    const attempts = [
      `UPDATE privacy_consent_record SET decisions = '{}'`,
      `UPDATE privacy_consent_record SET valid_until = 0 WHERE id = '${id}'`,
      'DELETE FROM privacy_consent_record',
      `DELETE FROM privacy_consent_record WHERE id = '${id}'`,
      ...(database.name === 'SQLite'
        ? [
            `REPLACE INTO privacy_consent_record SELECT * FROM privacy_consent_record`,
            `UPDATE OR REPLACE privacy_consent_record SET method = 'x'`,
            `REPLACE INTO privacy_consent_record (${RECORD_COLUMNS}) SELECT subject_id, 1, '${newId()}', schema_version, site_id, event_type, '{}', informed, regime, method,
              notice_version, catalogue_version, catalogue_hash, language, signals, acknowledged_signals, given_at, valid_until, idempotency_key, request_hash
              FROM privacy_consent_record`,
          ]
        : ['TRUNCATE privacy_consent_record', 'TRUNCATE privacy_consent_record CASCADE']),
    ];
    for (const sql of attempts) {
      await expect(transact(server.source, (manager) => manager.query(sql))).rejects.toThrow(/append-only/);
    }
    expect(await server.source.query('SELECT * FROM privacy_consent_record')).toEqual(before);
  });

  it('names each event by what it does to the one before', async () => {
    const visitor = new Browser(server.url);
    await visitor.decide({ STATISTICS: 'denied', MARKETING: 'denied' });
    await visitor.decide({ STATISTICS: 'denied' });
    await visitor.decide({ STATISTICS: 'granted' });
    await visitor.send('DELETE', '/consent');
    await visitor.decide({ STATISTICS: 'granted' });
    const { items } = await bodyOf<Page<ConsentRecordView>>(await visitor.send('GET', '/consent/records'));
    expect(items.map(({ eventType }) => eventType)).toEqual(['given', 'withdrawn', 'changed', 'renewed', 'refused']);
    expect(items[0]!.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
  });

  it('is paged without gaps or repeats, and only for administrators', async () => {
    const subjects: string[] = [];
    for (let i = 0; i < 7; i++) {
      const answer = await new Browser(server.url).decide({ STATISTICS: 'granted' });
      subjects.unshift((await bodyOf<ConsentRecordView>(answer)).subjectId);
      if (i % 2 === 0) server.clock.advance(1_000);
    }
    const admin = new Browser(server.url, { authorization: ADMIN_TOKEN });
    const list = async (query: string): Promise<Page<ConsentRecordView>> =>
      bodyOf(await admin.send('GET', `/admin/consent/records?${query}`));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<ConsentRecordView> = await list(`limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ subjectId }) => subjectId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(subjects);
    expect((await list(`subjectId=${subjects[0]}`)).items).toHaveLength(1);
    expect((await list('from=2026-06-15T12:00:01Z&to=2026-06-15T12:00:02Z')).items).toHaveLength(2);
    expect((await list('from=2026-06-15&to=2026-06-15')).items).toHaveLength(7);
    expect((await list('to=2026-06-14')).items).toHaveLength(0);
    expect((await new Browser(server.url).send('GET', '/admin/consent/records')).status).toBe(401);
    for (const query of [
      'limit=0',
      'limit=x',
      'subjectId=1',
      'from=yesterday',
      'cursor=abc',
      'site=nowhere',
      'unknown=1',
    ]) {
      expect([query, (await admin.send('GET', `/admin/consent/records?${query}`)).status]).toEqual([query, 400]);
    }
  });
});
