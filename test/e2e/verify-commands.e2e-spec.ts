import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '@nest-privacy/core/kit';
import { SealingKey } from '@nest-privacy/core/sealing';
import { eventually, pairedPlatforms } from '@nest-privacy/core/testing';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { Admin } from '../../apps/sample-api/test/admin.js';
import { startProcess } from '../../apps/sample-api/test/app-process.js';
import { Visitor } from '../../apps/sample-api/test/visitor.js';

const ROOT = join(__dirname, '..', '..');
const TOOLS = 'apps/sample-api/dist/tools';
const SECRETS = 'a-secret-for-the-tests-only-0123456789';
const DECIDED = 3;

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** The two logs: what npm runs, and a column whose change is tampering. */
const LOGS = [
  { command: 'ledger:verify', tool: 'ledger-verify.js', table: 'privacy_consent_record', column: 'language' },
  { command: 'audit:verify', tool: 'audit-verify.js', table: 'privacy_audit_entry', column: 'action' },
];

describe.each(pairedPlatforms())('the commands that check whole logs, on $name', ({ name, database, adapter }) => {
  let folder: string;
  let variables: Record<string, string>;
  let source: DataSource;
  let drop: () => Promise<void>;

  const run = async (tool: string, args: string[] = [], more: Record<string, string> = {}): Promise<Ran> => {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, NODE_ENV: 'production', ...variables, INIT_CWD: folder, ...more };
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(TOOLS, tool), ...args], {
        cwd: ROOT,
        env,
      });
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sample-api-'));
    const place = name === 'PostgreSQL' ? await database.create() : undefined;
    drop = place?.drop ?? (() => Promise.resolve());
    variables = { DATA_DIR: folder, ...(place && { DATABASE_URL: place.url }) };
    const app = await startProcess({ ...variables, SECRETS, HTTP_ADAPTER: adapter, LOG_LEVEL: 'error' });
    for (let i = 0; i < DECIDED; i++)
      await new Visitor(app).send('POST', '/consent', { decisions: { STATISTICS: 'granted' }, language: 'en' });
    const admin = new Admin(app);
    for (let i = 0; i < DECIDED; i++) await admin.ask('GET', `/consent/records/${newId()}`);
    await eventually(
      () => admin.ask('GET', '/consent/ledger/verify'),
      ({ body }) => body.size === DECIDED && body.unsealed === 0,
    );
    await eventually(
      () => admin.ask('GET', '/audit/verify'),
      ({ body }) => body.size >= DECIDED,
    );
    await app.stop();
    source = new DataSource(place?.options ?? sqliteOptions(join(folder, 'nest-privacy.sqlite')));
    await source.initialize();
  });
  afterAll(async () => {
    await source.destroy();
    rmSync(folder, { recursive: true, force: true });
    await drop();
  });

  describe.each(LOGS)('npm run $command', ({ command, tool, table, column }) => {
    it('needs no secret, makes none, and says when it believes the keys of the database', async () => {
      const before = readdirSync(folder).sort();
      const [whole, known] = await Promise.all([run(tool), run(tool, [], { SECRETS })]);
      expect([whole.code, whole.output]).toEqual([0, expect.stringContaining('nothing is wrong')]);
      expect(whole.output).toContain('those of the database are believed');
      expect([known.code, known.output]).toEqual([0, expect.not.stringContaining('are believed')]);
      expect(readdirSync(folder).sort()).toEqual(before);
      const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      };
      expect(scripts[command]).toBe(`node scripts/build-if-stale.mjs && node ${TOOLS}/${tool}`);
    });

    it('tells keys that nobody trusts apart from tampering, and reads files from where it was called', async () => {
      writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [new SealingKey(SECRETS, 'another').public] }));
      const untrusted = await run(tool, ['--keys', 'keys.json']);
      expect([untrusted.code, untrusted.output]).toEqual([3, expect.stringContaining('NOT TRUSTED')]);
      rmSync(join(folder, 'keys.json'));
    });

    it('says that it could not look', async () => {
      const nowhere = { DATA_DIR: join(folder, 'nothing'), DATABASE_URL: '' };
      const cannot = await Promise.all([run(tool, [], nowhere), run(tool, ['--keys', 'nothing.json'])]);
      for (const { code, output } of cannot)
        expect([code, output]).toEqual([2, expect.stringContaining('Nothing was checked')]);
    });

    it('finds what was changed behind the triggers', async () => {
      if (name === 'PostgreSQL') await source.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      else {
        const sql = `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '${table}'`;
        for (const trigger of await source.query<{ name: string }[]>(sql))
          await source.query(`DROP TRIGGER ${trigger.name}`);
      }
      await source.query(`UPDATE ${table} SET ${column} = 'xx'`);
      const tampered = await run(tool, [], { SECRETS });
      expect([tampered.code, tampered.output]).toEqual([1, expect.stringMatching(/TAMPERED \(edited\)/)]);
    });
  });
});
