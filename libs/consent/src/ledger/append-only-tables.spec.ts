import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityMetadata } from 'typeorm';
import { CONSENT_TABLES, migrated } from '../../test/consent-app.js';
import { CONSENT_APPEND_ONLY } from '../entities/append-only-entities.js';

const valueOf = ({ type }: EntityMetadata['columns'][number]): string =>
  type === 'integer' || type === 'bigint' ? '1' : type === 'simple-json' ? `'{}'` : `'x'`;

describe.each(testDatabases())('the append-only tables on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create(CONSENT_TABLES);
    source = await migrated(place);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  const run = (sql: string): Promise<unknown> => transact(source, (manager) => manager.query(sql));

  it.each(CONSENT_APPEND_ONLY)('refuse every change of %p', async (entity) => {
    const { columns, primaryColumns, tableName } = source.getMetadata(entity);
    const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
    const values = columns.map(valueOf).join(', ');
    const insert = `INTO ${tableName} (${names}) VALUES (${values})`;
    await run(`INSERT ${insert}`);
    const before = await source.query(`SELECT * FROM ${tableName}`);
    expect(before).toHaveLength(1);
    const keys = primaryColumns.map(({ databaseName }) => `"${databaseName}"`);
    const plain = columns.at(-1)!.databaseName;
    const attempts = [
      `UPDATE ${tableName} SET "${plain}" = "${plain}"`,
      `UPDATE ${tableName} SET ${keys[0]} = '2'`,
      `DELETE FROM ${tableName}`,
      `DELETE FROM ${tableName} WHERE ${keys[0]} IS NOT NULL`,
      `INSERT ${insert} ON CONFLICT (${keys.join(', ')}) DO UPDATE SET "${plain}" = excluded."${plain}"`,
      ...(database.name === 'SQLite'
        ? [`REPLACE ${insert}`, `INSERT OR REPLACE ${insert}`, `UPDATE OR REPLACE ${tableName} SET "${plain}" = NULL`]
        : [`TRUNCATE ${tableName}`, `TRUNCATE ${tableName} CASCADE`]),
    ];
    for (const sql of attempts) await expect(run(sql)).rejects.toThrow(/append-only/);
    expect(await source.query(`SELECT * FROM ${tableName}`)).toEqual(before);
  });
});
