/** SQLite answers with numbers; TypeORM knows the failures of SQLite by the names of better-sqlite3. See https://sqlite.org/rescode.html. */
const BY_NUMBER: Readonly<Record<number, string>> = {
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

/** SQLite's own words, for statements that give rows back: of their failures the backport tells nothing else. */
const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [/^UNIQUE constraint failed/, 'SQLITE_CONSTRAINT_UNIQUE'],
  [/^FOREIGN KEY constraint failed/, 'SQLITE_CONSTRAINT_FOREIGNKEY'],
  [/^NOT NULL constraint failed/, 'SQLITE_CONSTRAINT_NOTNULL'],
  [/^CHECK constraint failed/, 'SQLITE_CONSTRAINT_CHECK'],
  [/^database is locked/, 'SQLITE_BUSY'],
  [/^database (table|schema) is locked/, 'SQLITE_LOCKED'],
  [/^attempt to write a readonly database/, 'SQLITE_READONLY'],
  [/^disk I\/O error/, 'SQLITE_IOERR'],
  [/^(database disk image is malformed|malformed database schema)/, 'SQLITE_CORRUPT'],
  [/^database or disk is full/, 'SQLITE_FULL'],
  [/^unable to open database/, 'SQLITE_CANTOPEN'],
  [/^file is not a database/, 'SQLITE_NOTADB'],
];

/** The lowest byte of an extended result code is the plain one. */
function codeOf({ errcode = 0, message }: Error & { readonly errcode?: number }): string | undefined {
  return BY_NUMBER[errcode] ?? BY_NUMBER[errcode & 0xff] ?? BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
}

/** Runs `work`, and gives its failure the name of its result code as `code`. */
export function withCode<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error as Error);
    if (code !== undefined) Object.assign(error as Error, { code });
    throw error;
  }
}
