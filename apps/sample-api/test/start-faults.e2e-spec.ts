import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabases } from '@nest-privacy/core/testing';
import { startProcess, type Variables } from './app-process.js';

const NOBODY_LISTENS = 'postgres://nobody:secret-password@127.0.0.1:1/nothing';

/** The one thing that is said instead of a start. */
async function refusal(variables: Variables): Promise<string> {
  const message = await startProcess({ LOG_LEVEL: 'fatal', ...variables }).then(
    async (app) => (await app.stop(), 'it started'),
    (error: Error) => error.message,
  );
  expect(message).toMatch(/^the application ended with 1:\n[^\n]+\n$/);
  return message;
}

describe('a start', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sample-api-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = (): string => join(folder, 'nest-privacy.sqlite');

  const began = async (): Promise<void> => {
    await (await startProcess({ DATA_DIR: folder })).stop();
  };
  const overwrite = (at: number, bytes: readonly number[]): void => {
    const handle = openSync(file(), 'r+');
    writeSync(handle, Buffer.from(bytes), 0, bytes.length, at);
    closeSync(handle);
  };

  it('upon a file that is no database says so, and what to do', async () => {
    writeFileSync(file(), 'this was a database once '.repeat(400));
    expect(await refusal({ DATA_DIR: folder })).toMatch(
      /DATABASE_DAMAGED: .*not a database.*\.sqlite.*Remedy: restore/,
    );
  });

  it('upon a damaged database says so, and what to do', async () => {
    await began();
    // The first pages after the header hold the schema and the migrations.
    overwrite(100, Array<number>(30_000).fill(0xff));
    expect(await refusal({ DATA_DIR: folder })).toMatch(/DATABASE_DAMAGED: .*Remedy: restore/);
  });

  it('upon a database that cannot be written says so, and what to do', async () => {
    await began();
    // A write version that this SQLite does not know: it reads such a file, and writes it for nobody, not even for root.
    overwrite(18, [3, 2]);
    expect(await refusal({ DATA_DIR: folder })).toMatch(/DATABASE_READ_ONLY: .*Remedy: give this user the right/);
  });

  it('in a folder that cannot be made says so, and what to do', async () => {
    expect(await refusal({ DATA_DIR: '/dev/null/data' })).toMatch(
      /DATA_DIR_UNUSABLE: .*\/dev\/null\/data.*Remedy: name/,
    );
  });

  it('without its PostgreSQL says where it was looked for, and no password', async () => {
    const message = await refusal({ DATABASE_URL: NOBODY_LISTENS });
    expect(message).toMatch(/DATABASE_UNREACHABLE: .*127\.0\.0\.1:1\/nothing.*Remedy: see that PostgreSQL runs/);
    expect(message).not.toContain('secret-password');
  });

  it('says it in one line at every level of the log', async () => {
    writeFileSync(file(), 'this was a database once '.repeat(400));
    expect(await refusal({ DATA_DIR: folder, LOG_LEVEL: 'warn' })).toContain('DATABASE_DAMAGED');
  });

  it('on an address that another process has says so, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const message = await refusal({ DATA_DIR: folder, PORT: String(port) }).finally(() => other.close());
    expect(message).toMatch(/ADDRESS_IN_USE: .*Remedy: another process listens there/);
    expect(message).toContain(`127.0.0.1:${port}`);
  });

  it('on an address that is not of this machine says so, and what to do', async () => {
    expect(await refusal({ DATA_DIR: folder, HOST: '192.0.2.1' })).toMatch(
      /ADDRESS_UNUSABLE: .*192\.0\.2\.1.*Remedy: set HOST/,
    );
  });

  it('goes by a way of its own to migrate, and the way must lead there', async () => {
    const [, postgres] = testDatabases();
    const database = await postgres!.create();
    const ways = { DATABASE_URL: database.url, DATABASE_MIGRATION_URL: NOBODY_LISTENS };
    expect(await refusal(ways)).toContain('DATABASE_UNREACHABLE');
    const app = await startProcess({ ...ways, DATABASE_MIGRATION_URL: database.url });
    await app.stop();
    await database.drop();
    expect(await refusal({ DATABASE_MIGRATION_URL: NOBODY_LISTENS })).toContain('DATABASE_URL names, which is not set');
  });

  it('keeps what it stores from other users, and closes what was open', async () => {
    chmodSync(folder, 0o755);
    const app = await startProcess({ DATA_DIR: folder, ADMIN_TOKEN: '' });
    expect(app.output()).toContain('was open to others; its mode is 700 now');
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o077]);
    expect(modes.map(([name]) => name)).toEqual(
      expect.arrayContaining(['nest-privacy.sqlite', 'nest-privacy.sqlite-wal']),
    );
    expect(modes.filter(([, open]) => open !== 0)).toEqual([]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    await app.stop();
  });
});
