import { DataSource } from 'typeorm';
import { type DisposableDatabase, storageDatabases } from '@nest-privacy/core/testing';
import { migrate } from './migrate.js';
import { MIGRATIONS } from './schema.js';

const [sqlite, ...servers] = storageDatabases();

let disposable: DisposableDatabase;
afterEach(() => disposable.drop());
afterEach(() => jest.restoreAllMocks());

const connect = (): Promise<DataSource> =>
  new DataSource({ ...disposable.options, migrations: MIGRATIONS }).initialize();

describe.each(servers)('migrate on $name', (database) => {
  beforeEach(async () => {
    disposable = await database.create();
  });

  it('lets processes that start at once migrate one after the other', async () => {
    const sources = await Promise.all(Array.from({ length: 8 }, connect));
    await Promise.all(sources.map(migrate));
    const done = await sources[0]!.query('SELECT name FROM migrations');
    expect(done).toHaveLength(MIGRATIONS.length);
    await Promise.all(sources.map((source) => source.destroy()));
  });

  it('changes nothing when a migration fails, and gives the lock back', async () => {
    jest.spyOn(console, 'log').mockImplementation(); // TypeORM tells of a failed migration there, whatever the logger
    class Broken1999999999999 {
      up = (): Promise<void> => Promise.reject(new Error('broken'));
      down = (): Promise<void> => Promise.resolve();
    }
    const migrations = [...MIGRATIONS, Broken1999999999999];
    const broken = await new DataSource({ ...disposable.options, migrations }).initialize();
    await expect(migrate(broken)).rejects.toThrow('broken');
    const next = await connect();
    expect(await next.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
    await migrate(next);
    await Promise.all([broken.destroy(), next.destroy()]);
  });
});

describe('migrate on SQLite', () => {
  it('does nothing the second time', async () => {
    disposable = await sqlite!.create();
    const source = await connect();
    await migrate(source);
    await migrate(source);
    expect(await source.query('SELECT name FROM migrations')).toHaveLength(MIGRATIONS.length);
    await source.destroy();
  });
});
