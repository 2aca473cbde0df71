import { statSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { Logger } from '@nestjs/common';
import { DatabaseUnavailableException } from '../errors/database-unavailable.exception.js';
import { type DisposableDatabase, testDatabases } from '../testing/index.js';
import { outageOf } from './answered.js';
import { probeWriting } from './probe-writing.js';

describe.each(testDatabases())('a probe of writing on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create();
    source = await new DataSource(place.options).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  it('writes, and leaves nothing behind', async () => {
    const sqlite = database.name === 'SQLite';
    if (sqlite) await source.query('PRAGMA user_version = 7');
    const written = async (): Promise<number | string> => {
      if (sqlite) return statSync(`${place.url}-wal`).size;
      return (await source.query<{ at: string }[]>('SELECT pg_current_wal_insert_lsn() AS at'))[0]!.at;
    };
    const before = await written();
    await probeWriting(source);
    expect(await written()).not.toBe(before);
    if (sqlite) expect(await source.query('PRAGMA user_version')).toEqual([{ user_version: 7 }]);
    const tables = sqlite ? 'SELECT name FROM sqlite_master' : `SELECT 1 FROM pg_tables WHERE schemaname = 'public'`;
    expect(await source.query(tables)).toEqual([]);
  });

  it.each([
    ['read-only', true],
    ['full', false],
  ] as const)('ends an outage of a database that was %s, if it shows that it is over: %s', async (fault, isOver) => {
    const lines: string[] = [];
    for (const level of ['error', 'warn'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((...line: unknown[]) => void lines.push(String(line[0])));
    const now = performance.now();
    const log = outageOf(source);
    log.failed(new DatabaseUnavailableException(fault, new Error('as ordered')));
    jest.spyOn(performance, 'now').mockReturnValue(now + 6_000);
    await probeWriting(source);
    expect([log.fault, lines.length]).toEqual(isOver ? [undefined, 2] : [fault, 1]);
    log.succeeded('write');
    jest.restoreAllMocks();
  });

  it('finds out that nothing can be written', async () => {
    if (database.name === 'SQLite') {
      await source.query('PRAGMA query_only = ON');
    } else {
      const [, name] = new URL(place.url).pathname.split('/');
      await source.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      await source.destroy();
      await source.initialize();
    }
    await expect(probeWriting(source)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', fault: 'read-only' });
  });
});
