import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabases } from '@nest-privacy/core/testing';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';

const VISITORS = 20;
const SECRETS = 'a-secret-for-the-tests-only-0123456789';
const COOKIES = ['privacy_subject', 'privacy_consent'];

interface ConsentRecord {
  readonly id: string;
}
interface RecordPage {
  readonly items: readonly ConsentRecord[];
}

describe.each(testDatabases())('two processes on one database ($name)', (database) => {
  let apps: readonly [AppProcess, AppProcess];
  let folder: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const { url, drop: remove } = await database.create();
    drop = remove;
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    const variables = { DATA_DIR: folder, SECRETS, LOG_LEVEL: 'warn' };
    const own = database.name === 'SQLite' ? variables : { ...variables, DATABASE_URL: url };
    const first = await startProcess(own);
    apps = [first, await startProcess(own)];
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    rmSync(folder, { recursive: true, force: true });
    await drop();
  });

  it('keep every decision that one visitor makes at both at once, and agree on the last', async () => {
    const race = async (): Promise<number> => {
      const [here, there] = apps.map((app) => new Visitor(app)) as [Visitor, Visitor];
      const begun = await here.send('POST', '/consent', { decisions: { STATISTICS: 'denied', MARKETING: 'denied' } });
      const first = (await begun.json()) as ConsentRecord;
      for (const name of COOKIES) there.setCookie(name, here.cookie(name)!);
      const answers = await Promise.all([
        here.send('POST', '/consent', { decisions: { STATISTICS: 'granted' } }),
        there.send('POST', '/consent', { decisions: { MARKETING: 'granted' } }),
      ]);
      expect([begun, ...answers].map(({ status }) => status)).toEqual([201, 201, 201]);
      const made = await Promise.all(answers.map(async (answer) => ((await answer.json()) as ConsentRecord).id));
      const histories = (await Promise.all(
        [here, there].map(async (tab) => (await tab.send('GET', '/consent/records')).json()),
      )) as RecordPage[];
      expect(histories[0]).toEqual(histories[1]);
      const { items } = histories[0]!;
      expect(items.map(({ id }) => id).sort()).toEqual([first.id, ...made].sort());
      return items.length;
    };
    const lengths = await Promise.all(Array.from({ length: VISITORS }, race));
    const ledgers = await Promise.all(
      apps.map(async (app) => (await new Admin(app).ask<RecordPage>('GET', '/consent/records?limit=200')).body.items),
    );
    expect(ledgers[0]).toEqual(ledgers[1]);
    expect(new Set(ledgers[0]!.map(({ id }) => id)).size).toBe(lengths.reduce((sum, length) => sum + length, 0));
  });
});
