import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDriver } from './sqlite-driver.js';

describe('failures of SQLite', () => {
  let folder: string;
  let driver: SqliteDriver;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nest-privacy-'));
    driver = new SqliteDriver(join(folder, 'test.sqlite'));
    driver.exec(`PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 0;
      CREATE TABLE note (id integer PRIMARY KEY, text varchar NOT NULL UNIQUE CHECK (text <> ''))`);
  });
  afterEach(() => {
    driver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** By a statement that gives rows back, and by one that gives none. */
  const codesOf = (sql: string): unknown[] =>
    [`${sql} RETURNING id`, sql].map((text) => {
      try {
        const statement = driver.prepare(text);
        return statement.reader ? statement.all() : statement.run();
      } catch (error) {
        return (error as { code?: unknown }).code;
      }
    });
  const both = (code: string): string[] => [code, code];

  it('of a constraint have a name', () => {
    driver.exec(`INSERT INTO note VALUES (1, 'a')`);
    expect(codesOf(`INSERT INTO note VALUES (2, 'a')`)).toEqual(both('SQLITE_CONSTRAINT_UNIQUE'));
    expect(codesOf(`INSERT INTO note VALUES (2, NULL)`)).toEqual(both('SQLITE_CONSTRAINT_NOTNULL'));
    expect(codesOf(`INSERT INTO note VALUES (2, '')`)).toEqual(both('SQLITE_CONSTRAINT_CHECK'));
  });

  it('of the file have a name', () => {
    const insert = `INSERT INTO note VALUES (1, printf('%.100000c', 'x'))`;
    const other = new SqliteDriver(join(folder, 'test.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    expect(codesOf(insert)).toEqual(both('SQLITE_BUSY'));
    other.exec('ROLLBACK');
    other.close();
    driver.exec('PRAGMA max_page_count = 1');
    expect(codesOf(insert)).toEqual(both('SQLITE_FULL'));
    driver.exec('PRAGMA query_only = ON');
    expect(codesOf(insert)).toEqual(both('SQLITE_READONLY'));
  });

  it('to open a file have a name', () => {
    const open = (path: string): unknown => new SqliteDriver(path).pragma('journal_mode');
    writeFileSync(join(folder, 'text'), 'no database '.repeat(1_000));
    expect(() => open(join(folder, 'text'))).toThrow(expect.objectContaining({ code: 'SQLITE_NOTADB' }));
    expect(() => open(join(folder, 'nowhere', 'file'))).toThrow(expect.objectContaining({ code: 'SQLITE_CANTOPEN' }));
  });
});
