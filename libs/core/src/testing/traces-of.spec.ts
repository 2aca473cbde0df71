import { DataSource } from 'typeorm';
import { testDatabases } from './test-databases.js';
import { tracesOf } from './traces-of.js';

describe.each(testDatabases())('the traces of a value on $name', ({ name, create }) => {
  it('are found in text, JSON, bytes and logs, also where a row is deleted and its page is not', async () => {
    const place = await create();
    const source = await new DataSource(place.options).initialize();
    const isPostgres = name === 'PostgreSQL';
    await source.query(
      `CREATE TABLE people (id integer PRIMARY KEY, said text, kept ${isPostgres ? 'bytea' : 'blob'})`,
    );
    const add = (id: number, said: string | null, kept: Buffer | null): Promise<unknown> =>
      source.query(`INSERT INTO people VALUES (${isPostgres ? '$1, $2, $3' : '?, ?, ?'})`, [id, said, kept]);
    await add(1, JSON.stringify({ mail: 'ada@example.com' }), null);
    await add(2, null, Buffer.from('charles\u0000'));
    await add(3, Buffer.from('grace').toString('hex'), null);
    const found = await tracesOf(['ada@example.com', 'charles', 'grace', 'mary', 'joan'], {
      url: place.url,
      output: 'GET /joan 200',
    });
    const table = `table ${isPostgres ? 'public.' : ''}people`;
    for (const value of ['ada@example.com', 'charles', 'grace']) expect(found).toContain(`${table}: ${value}`);
    expect(found).toContain('output: joan');
    expect(found.filter((trace) => trace.endsWith('mary'))).toEqual([]);
    if (!isPostgres) expect(found.filter((trace) => trace.startsWith('file test.sqlite'))).not.toEqual([]);
    await source.query('DELETE FROM people');
    const left = await tracesOf(['ada@example.com', 'charles', 'grace'], { url: place.url });
    expect(left.filter((trace) => trace.startsWith('table'))).toEqual([]);
    // SQLite's files still have what they had.
    expect(left.some((trace) => trace.endsWith(': ada@example.com'))).toBe(!isPostgres);
    await source.destroy();
    await place.drop();
  });
});
