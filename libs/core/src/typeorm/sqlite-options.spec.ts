import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { DataSource, EntitySchema } from 'typeorm';
import { SqliteDriver } from './sqlite-driver.js';
import { sqliteOptions } from './sqlite-options.js';
import { snapshot, transact, write } from './transact.js';

const Note = new EntitySchema<{ id: number; text: string }>({
  name: 'note',
  columns: { id: { type: 'integer', primary: true }, text: { type: 'varchar' } },
});

describe('an SQLite file', () => {
  let folder: string;
  let file: string;
  let source: DataSource;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nest-privacy-'));
    file = join(folder, 'test.sqlite');
    source = await new DataSource({ ...sqliteOptions(file), entities: [Note], synchronize: true }).initialize();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await source.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const add = (id: number, text = 'x'): Promise<unknown> =>
    write(source, (manager) => manager.insert(Note, { id, text }));
  const addTogether = (id: number, text = 'x'): Promise<unknown> =>
    transact(source, (manager) => manager.insert(Note, { id, text }));
  const count = (): Promise<number> => snapshot(source, (manager) => manager.count(Note));

  it('is on disk before a commit is answered', async () => {
    expect(await source.query('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await source.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  });

  it('belongs to its owner alone, with all that lies beside it', () => {
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(['test.sqlite', 'test.sqlite-shm', 'test.sqlite-wal']);
    for (const name of files) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('that another process holds stops nothing but what writes, which waits and then goes on', async () => {
    const other = new SqliteDriver(file);
    other.exec('BEGIN IMMEDIATE');
    const waiting = Promise.all([add(1), addTogether(2), add(3), addTogether(4)]);
    // In this thread: had the lock stopped the event loop, nobody could ever give it back.
    expect(await count()).toBe(0);
    other.exec('COMMIT');
    other.close();
    await waiting;
    expect(await count()).toBe(4);
  });

  it('on a full disk refuses what does not fit, and goes on when there is room', async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation();
    await source.query('PRAGMA max_page_count = 1');
    const large = 'x'.repeat(100_000);
    for (const attempt of [add, addTogether, addTogether])
      await expect(attempt(1, large)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', fault: 'full' });
    await source.query('PRAGMA max_page_count = 1000000');
    await addTogether(1, large);
    await expect(transact(source, () => Promise.reject(new Error('rolled back')))).rejects.toThrow('rolled back');
    await add(2);
    await addTogether(3);
    const other = new SqliteDriver(file);
    expect(other.prepare('SELECT id FROM note ORDER BY id').all()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    other.close();
  });
});
