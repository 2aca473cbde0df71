import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ConfigurationError } from '../errors/configuration.error.js';

/** The part of `node:sqlite` that is used; its backport has the same. */
export interface SqliteStatement {
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  columns?(): unknown[];
}

/** A connection of `node:sqlite`. */
export interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): void;
  close(): void;
}

interface SqliteLibrary {
  readonly DatabaseSync: new (path: string, options: { readOnly: boolean; timeout: number }) => SqliteConnection;
}

/** The backport belongs to the application, so it is looked for from its entry file and from the working folder. */
function loadBackport(): SqliteLibrary {
  const places = [process.argv[1], join(process.cwd(), 'index.js')].filter((place) => place !== undefined);
  for (const place of places) {
    try {
      return createRequire(place)('@photostructure/sqlite') as SqliteLibrary;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new ConfigurationError({
    code: 'SQLITE_MISSING',
    what: `Node ${process.versions.node} has no SQLite of its own`,
    where: 'sqliteOptions()',
    remedy: 'install @photostructure/sqlite, or use Node 22.13 or later',
  });
}

/**
 * Node's own SQLite where it has one (22.13 and later), else the backport `@photostructure/sqlite`; neither needs a compiler.
 *
 * @throws ConfigurationError when there is neither
 */
export const loadSqlite = (): SqliteLibrary =>
  (process.getBuiltinModule('node:sqlite') as SqliteLibrary | undefined) ?? loadBackport();
