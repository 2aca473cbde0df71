import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabases } from '@nest-privacy/core/testing';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { type AppProcess, startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';

const CROWD = 8;
const ENOUGH = 40;

interface Decided {
  readonly id: string;
  readonly subjectId: string;
}

describe.each(testDatabases())('a process that is killed in the middle of decisions ($name)', (database) => {
  let folder: string;
  let variables: Record<string, string>;
  let drop: () => Promise<void>;
  let running: AppProcess | undefined;

  beforeAll(async () => {
    const { url, drop: remove } = await database.create();
    drop = remove;
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    variables = { DATA_DIR: folder, LOG_LEVEL: 'warn', ...(database.name === 'PostgreSQL' && { DATABASE_URL: url }) };
  });
  afterAll(async () => {
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
    await drop();
  });

  it('leaves every decision that was answered, whole', async () => {
    const app = (running = await startProcess(variables));
    const answered: Decided[] = [];
    let killed: Promise<unknown> | undefined;
    const decideUntilTheEnd = async (): Promise<void> => {
      for (;;) {
        const decisions = { decisions: { STATISTICS: 'granted' } };
        const decided = new Visitor(app).send('POST', '/consent', decisions).then((answer) => answer.json());
        const record = (await decided.catch(() => undefined)) as Decided | undefined;
        if (record === undefined) return;
        answered.push(record);
        if (answered.length >= ENOUGH) killed ??= app.stop('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: CROWD }, decideUntilTheEnd));
    expect(await killed).toBeNull();
    expect(answered.length).toBeGreaterThanOrEqual(ENOUGH);

    const next = (running = await startProcess(variables));
    for (const { id, subjectId } of answered) {
      const { body } = await new Admin(next).ask<{ items: Decided[] }>(
        'GET',
        `/consent/records?subjectId=${subjectId}`,
      );
      expect(body.items.map((record) => record.id)).toEqual([id]);
    }
  });
});
