import { testDatabases } from '@nest-privacy/core/testing';
import { type EntityManager } from 'typeorm';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import {
  type ConsentEntry,
  type ConsentParticipant,
  ConsentParticipants,
  ConsentRecordEntity,
  type ConsentRecordView,
  ConsentStateEntity,
} from '../index.js';

/** Keeps the ids of records in a table of the application, as an outbox does. */
class Outbox implements ConsentParticipant {
  refuses = false;

  async added({ record }: ConsentEntry, manager: EntityManager): Promise<void> {
    const kept = await manager.findOneByOrFail(ConsentRecordEntity, { id: record.id, subjectId: record.subjectId });
    await manager.query(`INSERT INTO outbox (id) VALUES ('${kept.id}')`);
    if (this.refuses) throw new Error('the outbox is full');
  }
}

/** Looks at what the one before it did. */
class Audit implements ConsentParticipant {
  readonly seen: string[] = [];

  async added({ record, state }: ConsentEntry, manager: EntityManager): Promise<void> {
    const rows: unknown[] = await manager.query(`SELECT id FROM outbox WHERE id = '${record.id}'`);
    this.seen.push(`${rows.length} ${state.recordId === record.id}`);
  }
}

describe.each(testDatabases())('those who take part in a decision on $name', (database) => {
  let server: ConsentApp;
  let visitor: Browser;
  const outbox = new Outbox();
  const audit = new Audit();

  beforeAll(async () => {
    server = await startConsentApp({
      database,
      adapter: 'fastify',
      consent: { rateLimit: 'off' },
      own: [{ provide: ConsentParticipants, useValue: [outbox, audit] }],
    });
    server.app.useLogger(false);
    await server.source.query('CREATE TABLE outbox (id varchar(36) PRIMARY KEY)');
  });
  afterAll(() => server.close());
  beforeEach(() => {
    outbox.refuses = false;
    audit.seen.length = 0;
    visitor = new Browser(server.url);
  });

  const outboxed = async (): Promise<string[]> =>
    (await server.source.query<{ id: string }[]>('SELECT id FROM outbox')).map(({ id }) => id).sort();
  const recorded = async (): Promise<string[]> =>
    (await server.source.getRepository(ConsentRecordEntity).find()).map(({ id }) => id).sort();

  it('are called one after the other with what was added, and what they write stands with it', async () => {
    const { id } = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'granted' }));
    expect(await outboxed()).toContain(id);
    expect(audit.seen).toEqual(['1 true']);
  });

  it('undo the decision by throwing, and the next is taken as if it had never been', async () => {
    await visitor.decide({ STATISTICS: 'granted' });
    const before = await visitor.consent();
    outbox.refuses = true;
    const refused = await visitor.decide({ STATISTICS: 'denied' });
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([500, []]);
    const stranger = new Browser(server.url);
    expect((await stranger.decide({ STATISTICS: 'granted' })).status).toBe(500);
    expect(await visitor.consent()).toEqual(before);
    expect((await stranger.consent()).state).toBe('unset');
    expect(await outboxed()).toEqual(await recorded());
    expect(await server.source.getRepository(ConsentStateEntity).countBy({ recordId: before.recordId! })).toBe(1);
    outbox.refuses = false;
    expect((await visitor.decide({ STATISTICS: 'denied' })).status).toBe(201);
  });

  it('are not called for a replayed request', async () => {
    await visitor.decide({ STATISTICS: 'granted' });
    const deny = (): Promise<Response> => visitor.decide({ MARKETING: 'denied' }, {}, { 'idempotency-key': 'again' });
    expect((await deny()).status).toBe(201);
    audit.seen.length = 0;
    expect((await deny()).status).toBe(200);
    expect(audit.seen).toEqual([]);
  });

  it('who are refused a row of their own are not taken for a repetition', async () => {
    await visitor.decide({ STATISTICS: 'granted' });
    const clash = jest.spyOn(outbox, 'added').mockImplementation(async (_entry, manager) => {
      await manager.query(`INSERT INTO outbox (id) VALUES ('${(await outboxed())[0]!}')`);
    });
    const refused = await visitor.decide({ STATISTICS: 'denied' }, {}, { 'idempotency-key': 'new' });
    clash.mockRestore();
    expect(refused.status).toBe(500);
    expect((await visitor.consent()).decisions.STATISTICS).toBe('granted');
  });

  it('lose nothing of many tabs and many visitors at once', async () => {
    await visitor.decide({ STATISTICS: 'granted' });
    const strangers = Array.from({ length: 15 }, () => new Browser(server.url));
    const answers = await Promise.all([
      ...Array.from({ length: 15 }, (_, i) => visitor.copy().decide({ STATISTICS: i % 2 ? 'granted' : 'denied' })),
      ...strangers.map((stranger) => stranger.decide({ MARKETING: 'granted' })),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await outboxed()).toEqual(await recorded());
  });
});
