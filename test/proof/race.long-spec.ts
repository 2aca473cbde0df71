import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';
import { noticeContent } from '../../libs/consent/test/notice-content.js';

const CROWD = 200;
/** Publications while they decide. */
const PUBLICATIONS = 5;
const SECRETS = 'a-secret-for-the-tests-only-0123456789';
const NOTICES = '/consent/notices';
const [, postgres] = testDatabases();

interface ConsentRecord {
  readonly id: string;
  readonly subjectId: string;
  readonly noticeVersion: number;
}

interface Verification {
  readonly status: string;
  readonly size: number;
  readonly fault: object | null;
  readonly unsealed: number;
}

describe(`${CROWD} first decisions while notices are published and a process is killed`, () => {
  let folder: string;
  let variables: Record<string, string>;
  let source: DataSource;
  let drop: () => Promise<void>;
  let apps: AppProcess[] = [];

  beforeAll(async () => {
    const place = await postgres!.create();
    drop = place.drop;
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    variables = {
      DATA_DIR: folder,
      SECRETS,
      DATABASE_URL: place.url,
      LOG_LEVEL: 'error',
      TRUSTED_PROXIES: '127.0.0.1',
    };
    apps = [await startProcess(variables), await startProcess(variables)];
    source = await new DataSource({ type: 'postgres', url: place.url }).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await Promise.all(apps.map((app) => app.stop()));
    rmSync(folder, { recursive: true, force: true });
    await drop();
  });

  async function publish(admin: Admin, renewal: string): Promise<void> {
    const draft = await admin.ask('POST', `${NOTICES}/draft`, noticeContent());
    const published = await admin.ask(
      'POST',
      `${NOTICES}/draft/publish`,
      { renewal },
      { 'If-Match': draft.headers.get('etag')! },
    );
    expect([draft.status, published.status]).toEqual([201, 201]);
  }

  const shownAt = async (i: number): Promise<number> =>
    ((await (await fetch(`${apps[i % 2]!.url}/consent/notice`)).json()) as { noticeVersion: number }).noticeVersion;

  /** As a page does: it names the notice that it showed, repeats what was not answered, under the same key, and shows today's notice where it was yesterday's. */
  async function decideOnce(i: number): Promise<ConsentRecord> {
    const key = crypto.randomUUID();
    let noticeVersion = await shownAt(i);
    return eventually<ConsentRecord | undefined>(
      async () => {
        const visitor = new Visitor(apps[i % 2]!, { 'X-Forwarded-For': `203.0.113.${i}` });
        const response = await visitor
          .send('POST', '/consent', { decisions: { STATISTICS: 'granted' }, noticeVersion }, { 'Idempotency-Key': key })
          .catch(() => undefined);
        if (response === undefined || response.status >= 500) return undefined;
        const body = (await response.json()) as ConsentRecord;
        if (response.status === 409) noticeVersion = body.noticeVersion;
        return response.status === 201 || response.status === 200 ? body : undefined;
      },
      (record) => record !== undefined,
      60_000,
    ) as Promise<ConsentRecord>;
  }

  it('leaves no duplicate, no record without a notice, and a ledger that verifies', async () => {
    const admin = new Admin(apps[1]!);
    await publish(admin, 'all');
    // The other process shows no notice until it has heard of the first one.
    for (const app of apps)
      await eventually(
        async () => (await fetch(`${app.url}/consent/notice`)).status,
        (status) => status === 200,
      );
    const crowd = Array.from({ length: CROWD }, (_, i) => decideOnce(i));
    const publishing = (async (): Promise<void> => {
      for (let i = 0; i < PUBLICATIONS; i++) await publish(admin, ['none', 'all', 'changed'][i % 3]!);
    })();
    const dying = (async (): Promise<void> => {
      await eventually(
        () => countOf('record'),
        (count) => count >= CROWD / 5,
      );
      await apps[0]!.stop('SIGKILL');
      apps[0] = await startProcess(variables);
    })();
    const records = await Promise.all(crowd);
    await Promise.all([publishing, dying]);

    expect(new Set(records.map(({ id }) => id)).size).toBe(CROWD);
    expect(new Set(records.map(({ subjectId }) => subjectId)).size).toBe(CROWD);
    const duplicates = await source.query<object[]>(
      'SELECT idempotency_key FROM privacy_consent_record GROUP BY idempotency_key HAVING COUNT(*) > 1',
    );
    expect(duplicates).toEqual([]);
    const orphans = await source.query<object[]>(`
      SELECT record.id FROM privacy_consent_record AS record
      LEFT JOIN privacy_consent_notice_version AS notice ON notice.site_id = record.site_id AND notice.version = record.notice_version
      WHERE notice.version IS NULL OR record.notice_hash IS DISTINCT FROM notice.sha256`);
    expect(orphans).toEqual([]);
    const unpaired = await source.query<object[]>(`
      SELECT state.subject_id FROM privacy_consent_state AS state
      LEFT JOIN privacy_consent_record AS record ON record.subject_id = state.subject_id AND record.id = state.record_id
      WHERE record.id IS NULL`);
    expect(unpaired).toEqual([]);
    expect([await countOf('record'), await countOf('state')]).toEqual([CROWD, CROWD]);

    const verification = await eventually(verify, ({ unsealed }) => unsealed === 0, 30_000);
    expect(verification).toMatchObject({ status: 'verified', fault: null, size: CROWD });
  }, 180_000);

  const countOf = async (table: string): Promise<number> =>
    Number(
      (await source.query<{ count: string }[]>(`SELECT COUNT(*) AS count FROM privacy_consent_${table}`))[0]!.count,
    );

  const verify = async (): Promise<Verification> =>
    (await new Admin(apps[1]!).ask<Verification>('GET', '/consent/ledger/verify')).body;
});
