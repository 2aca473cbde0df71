import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, testDatabases } from '@nest-privacy/core/testing';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';
import { noticeContent } from '../../libs/consent/test/notice-content.js';

const CROWD = 200;
/** They come in waves, each while a notice is published; in two of them the process that publishes is killed. */
const WAVES = 4;
const SECRETS = 'a-secret-for-the-tests-only-0123456789';
const NOTICES = '/consent/notices';

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
  readonly nextCursor: string | null;
}

describe.each(testDatabases())(
  `${CROWD} first decisions while notices are published and each process is killed, on $name`,
  (database) => {
    let folder: string;
    let variables: Record<string, string>;
    let source: DataSource;
    let drop: () => Promise<void>;
    let apps: AppProcess[] = [];

    beforeAll(async () => {
      const place = await database.create();
      const isFile = database.name === 'SQLite';
      drop = place.drop;
      folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
      variables = {
        DATA_DIR: folder,
        SECRETS,
        ...(!isFile && { DATABASE_URL: place.url }),
        LOG_LEVEL: 'error',
        TRUSTED_PROXIES: '127.0.0.1',
      };
      apps = [await startProcess(variables), await startProcess(variables)];
      source = new DataSource(isFile ? sqliteOptions(join(folder, 'nest-privacy.sqlite')) : place.options);
      await source.initialize();
    });
    afterAll(async () => {
      await source.destroy();
      await Promise.all(apps.map((app) => app.stop()));
      rmSync(folder, { recursive: true, force: true });
      await drop();
    });

    /** A draft may be there already, of somebody who was killed. */
    async function publish(by: number, renewal: string): Promise<void> {
      const admin = new Admin(apps[by]!);
      const made = await admin.ask('POST', `${NOTICES}/draft`, noticeContent());
      const draft = made.status === 201 ? made : await admin.ask('GET', `${NOTICES}/draft`);
      const headers = { 'If-Match': draft.headers.get('etag')! };
      const published = await admin.ask('POST', `${NOTICES}/draft/publish`, { renewal }, headers);
      expect([draft.status < 300, published.status]).toEqual([true, 201]);
    }

    async function killWhilePublishing(victim: number): Promise<void> {
      const open = publish(victim, 'all').catch(() => undefined);
      await apps[victim]!.stop('SIGKILL');
      await open;
      apps[victim] = await startProcess(variables);
    }

    const shownAt = async (i: number): Promise<number> =>
      ((await (await fetch(`${apps[i % 2]!.url}/consent/notice`)).json()) as { noticeVersion: number }).noticeVersion;

    /** As a page does: it names the notice that it showed, repeats what was not answered, under the same key, and shows today's notice where it was yesterday's. */
    async function decideOnce(i: number): Promise<ConsentRecord> {
      const key = crypto.randomUUID();
      let noticeVersion: number | undefined;
      return eventually<ConsentRecord | undefined>(
        async () => {
          noticeVersion ??= await shownAt(i).catch(() => undefined);
          if (noticeVersion === undefined) return undefined;
          const visitor = new Visitor(apps[i % 2]!, { 'X-Forwarded-For': `203.0.113.${i}` });
          const response = await visitor
            .send(
              'POST',
              '/consent',
              { decisions: { STATISTICS: 'granted' }, noticeVersion },
              { 'Idempotency-Key': key },
            )
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
      await publish(1, 'all');
      // The other process shows no notice until it has heard of the first one.
      for (const app of apps)
        await eventually(
          async () => (await fetch(`${app.url}/consent/notice`)).status,
          (status) => status === 200,
        );
      const crowd: Promise<ConsentRecord>[] = [];
      for (let wave = 0; wave < WAVES; wave++) {
        const size = CROWD / WAVES;
        crowd.push(...Array.from({ length: size }, (_, i) => decideOnce(wave * size + i)));
        if (wave === 1 || wave === 2) await killWhilePublishing(wave - 1);
        else await publish(wave % 2, ['all', 'none', 'none', 'changed'][wave]!);
      }
      const records = await Promise.all(crowd);

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
      const versions = await source.query<object[]>('SELECT DISTINCT notice_version FROM privacy_consent_record');
      expect(versions.length).toBeGreaterThan(1);

      const verification = await eventually(verify, ({ unsealed }) => unsealed === 0, 30_000);
      expect(verification).toMatchObject({ status: 'verified', fault: null, size: CROWD });
    }, 180_000);

    const countOf = async (table: string): Promise<number> =>
      Number(
        (await source.query<{ count: string }[]>(`SELECT COUNT(*) AS count FROM privacy_consent_${table}`))[0]!.count,
      );

    /** Part by part, to the end. */
    const verify = async (): Promise<Verification> => {
      const admin = new Admin(apps[1]!);
      for (let cursor: string | null = ''; ;) {
        const path: string = `/consent/ledger/verify${cursor && `?cursor=${encodeURIComponent(cursor)}`}`;
        const { body } = await admin.ask<Verification>('GET', path);
        if (body.nextCursor === null) return body;
        cursor = body.nextCursor;
      }
    };
  },
);
