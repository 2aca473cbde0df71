/** SQLite answers with numbers; TypeORM knows the failures of SQLite by the names of better-sqlite3. */
const CODES: Readonly<Record<number, string>> = {
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  275: 'SQLITE_CONSTRAINT_CHECK',
  1811: 'SQLITE_CONSTRAINT_TRIGGER',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  26: 'SQLITE_NOTADB',
};

/** The lowest byte of an extended result code is the plain one. See https://sqlite.org/rescode.html. */
const codeOf = (errcode: number): string | undefined => CODES[errcode] ?? CODES[errcode & 0xff];

/** Runs `work`, and gives its failure the name of its result code as `code`. */
export function withCode<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = codeOf((error as { errcode?: number }).errcode ?? 0);
    if (code !== undefined) Object.assign(error as object, { code });
    throw error;
  }
}
