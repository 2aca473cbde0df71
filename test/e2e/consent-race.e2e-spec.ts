import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { type PreparedPlatform, platforms } from '../../apps/sample-api/test/platforms.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';

const CROWD = 200;
const PAIRS = 25;
/** The cookies that the tabs of one browser share. */
const COOKIES = ['privacy_subject', 'privacy_consent'];

interface ConsentRecord {
  readonly id: string;
  readonly subjectId: string;
  readonly decisions: Readonly<Record<string, string>>;
}

interface RecordPage {
  readonly items: readonly ConsentRecord[];
  readonly nextCursor: string | null;
}

interface StateRow {
  readonly subject_id: string;
  readonly record_id: string;
}

const recordIn = async (response: Response): Promise<ConsentRecord> => {
  const record = (await response.json()) as ConsentRecord;
  expect([response.status, record]).toEqual([201, expect.objectContaining({ id: expect.any(String) })]);
  return record;
};

/** The whole ledger, read page by page. */
async function ledgerOf(admin: Admin): Promise<ConsentRecord[]> {
  const records: ConsentRecord[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '30', ...(cursor !== null && { cursor }) });
    const page: RecordPage = (await admin.ask<RecordPage>('GET', `/consent/records?${query.toString()}`)).body;
    records.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return records;
}

/** A decision leaves one record and moves one state, and both must agree: it is read where it is stored. */
async function statesOf(app: AppProcess, { variables }: PreparedPlatform): Promise<StateRow[]> {
  const { DATABASE_URL: url } = variables;
  const file = join(app.dataDirectory, 'nest-privacy.sqlite');
  const source = await new DataSource(url === undefined ? sqliteOptions(file) : { type: 'postgres', url }).initialize();
  try {
    return await source.query<StateRow[]>('SELECT "subject_id", "record_id" FROM "privacy_consent_state"');
  } finally {
    await source.destroy();
  }
}

describe.each(platforms())('decisions at once ($name)', (platform) => {
  let prepared: PreparedPlatform;
  let app: AppProcess;

  beforeEach(async () => {
    prepared = await platform.prepare();
    app = await startProcess({ ...prepared.variables, TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'warn' });
  });
  afterEach(async () => {
    await app.stop();
    await prepared.drop();
  });

  /** Each visitor has an address of its own, for nobody may write without limit. */
  const visitor = (i: number): Visitor => new Visitor(app, { 'X-Forwarded-For': `203.0.113.${i}` });

  it(`are ${CROWD} records of ${CROWD} subjects when they are the first ones on an empty database`, async () => {
    const crowd = Array.from({ length: CROWD }, (_, i) => visitor(i));
    const answers = await Promise.all(
      crowd.map((person, i) =>
        person.send('POST', '/consent', { decisions: { STATISTICS: i % 2 === 0 ? 'granted' : 'denied' } }),
      ),
    );
    const answered = await Promise.all(answers.map(recordIn));
    const ledger = await ledgerOf(new Admin(app));

    expect(ledger).toHaveLength(CROWD);
    expect(ledger.map(({ id }) => id).sort()).toEqual(answered.map(({ id }) => id).sort());
    expect(new Set(ledger.map(({ id }) => id)).size).toBe(CROWD);
    expect(new Set(ledger.map(({ subjectId }) => subjectId)).size).toBe(CROWD);
    const pairs = ledger.map(({ subjectId, id }) => ({ subject_id: subjectId, record_id: id }));
    const states = await statesOf(app, prepared);
    expect(states).toHaveLength(CROWD);
    expect(states).toEqual(expect.arrayContaining(pairs));
    for (const [i, person] of crowd.entries())
      expect((await person.consent()).decisions.STATISTICS).toBe(i % 2 === 0 ? 'granted' : 'denied');
  });

  it('lose nothing when two tabs of one visitor write', async () => {
    const raceOf = async (i: number): Promise<void> => {
      const first = visitor(i);
      const { id: firstId } = await recordIn(
        await first.send('POST', '/consent', { decisions: { STATISTICS: 'denied', MARKETING: 'denied' } }),
      );
      const second = visitor(i);
      for (const name of COOKIES) second.setCookie(name, first.cookie(name)!);

      const answers = await Promise.all([
        first.send('POST', '/consent', { decisions: { STATISTICS: 'granted' } }),
        second.send('POST', '/consent', { decisions: { MARKETING: 'granted' } }),
      ]);
      const written = await Promise.all(answers.map(recordIn));

      const history = (await (await first.send('GET', '/consent/records')).json()) as RecordPage;
      expect(history.items.map(({ id }) => id).sort()).toEqual([firstId, ...written.map(({ id }) => id)].sort());
      const [newest] = history.items;
      expect(newest!.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'granted' });
      for (const tab of [first, second])
        expect(await tab.consent()).toMatchObject({ recordId: newest!.id, decisions: newest!.decisions });
      expect(await statesOf(app, prepared)).toContainEqual({ subject_id: newest!.subjectId, record_id: newest!.id });
    };
    await Promise.all(Array.from({ length: PAIRS }, (_, i) => raceOf(i)));
    expect(await statesOf(app, prepared)).toHaveLength(PAIRS);
    expect(await ledgerOf(new Admin(app))).toHaveLength(3 * PAIRS);
  });
});
