import { DataSource } from 'typeorm';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { migrate } from './migrate.js';
import { MIGRATIONS } from './schema.js';

const [sqlite, postgres] = testDatabases();

describe('migrate', () => {
  let disposable: DisposableDatabase;
  afterEach(() => disposable.drop());
  afterEach(() => jest.restoreAllMocks());

  const connect = (): Promise<DataSource> =>
    new DataSource({ ...disposable.options, migrations: MIGRATIONS }).initialize();

  it('lets processes that start at once on PostgreSQL migrate one after the other', async () => {
    disposable = await postgres!.create();
    const sources = await Promise.all(Array.from({ length: 8 }, connect));
    await Promise.all(sources.map(migrate));
    const done = await sources[0]!.query('SELECT name FROM migrations');
    expect(done).toHaveLength(MIGRATIONS.length);
    await Promise.all(sources.map((source) => source.destroy()));
  });

  it('gives the lock back when a migration fails', async () => {
    disposable = await postgres!.create();
    jest.spyOn(console, 'log').mockImplementation(); // TypeORM tells of a failed migration there, whatever the logger
    class Broken1999999999999 {
      up = (): Promise<void> => Promise.reject(new Error('broken'));
      down = (): Promise<void> => Promise.resolve();
    }
    const broken = await new DataSource({ ...disposable.options, migrations: [Broken1999999999999] }).initialize();
    await expect(migrate(broken)).rejects.toThrow('broken');
    const next = await connect();
    await migrate(next);
    await Promise.all([broken.destroy(), next.destroy()]);
  });

  it('does nothing the second time', async () => {
    disposable = await sqlite!.create();
    const source = await connect();
    await migrate(source);
    await migrate(source);
    expect(await source.query('SELECT name FROM migrations')).toHaveLength(MIGRATIONS.length);
    await source.destroy();
  });
});
