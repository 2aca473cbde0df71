import { DataSource, type DataSourceOptions, QueryFailedError } from 'typeorm';
import { type DisposableDatabase, storageDatabases } from '../testing/index.js';
import { PreparedStatement } from './prepared-statement.js';

const CLIENTS = 4;
const TIMES = 30;

describe.each(storageDatabases().slice(1))('prepared statements on $name', (database) => {
  let place: DisposableDatabase;
  let clients: DataSource[];
  const insert = new PreparedStatement<{ n: number }>('INSERT INTO numbers (n) VALUES ($1::integer) RETURNING n');

  beforeAll(async () => {
    place = await database.create();
    const options = { ...place.options, extra: { max: 2 } } as DataSourceOptions;
    clients = await Promise.all(Array.from({ length: CLIENTS }, () => new DataSource(options).initialize()));
    await clients[0]!.query('CREATE TABLE numbers (n integer PRIMARY KEY)');
  });
  afterAll(async () => {
    await Promise.all(clients.map((source) => source.destroy()));
    await place.drop();
  });

  it('succeed all, and each once, whoever sends them over whichever connection', async () => {
    const runs = clients.flatMap((source, client) =>
      Array.from({ length: TIMES }, (_, i) => insert.run(source, [client * TIMES + i])),
    );
    const results = await Promise.allSettled(runs);
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    const [row] = await clients[0]!.query<{ count: string }[]>('SELECT COUNT(*) AS count FROM numbers');
    expect(Number(row!.count)).toBe(CLIENTS * TIMES);
  });

  it('say what is wrong with a value as every other statement does, and leave the connection usable', async () => {
    const [source] = clients;
    await expect(insert.run(source!, [0])).rejects.toThrow(QueryFailedError);
    await expect(insert.run(source!, [0])).rejects.toMatchObject({ code: '23505' });
    await expect(insert.run(source!, ['x'])).rejects.toMatchObject({ code: '22P02' });
    expect(await insert.run(source!, [1_000])).toEqual([{ n: 1_000 }]);
  });
});
