import { type ErrorSource } from './error-sources.js';

const cannotOpen = (code: string, remedy: string): ErrorSource => ({
  kind: 'configuration',
  code,
  package: 'sample-api',
  texts: { what: 'the database cannot be opened: …', where: 'the file in DATA_DIR, or DATABASE_URL', remedy },
});

const lacks = (code: string, what: string, remedy: string): ErrorSource => ({
  kind: 'configuration',
  code,
  package: 'core',
  texts: { what, where: 'the DataSource of the module', remedy },
});

const malformed = (name: string): ErrorSource => ({
  kind: 'part',
  code: `${name.toUpperCase()}_INVALID`,
  package: 'analytics',
  texts: { detail: `${name} must be text of … characters at most without control characters` },
});

const answer = (status: string, code: string, title: string, detail: string): ErrorSource => ({
  kind: 'answer',
  code,
  package: 'core',
  texts: { status, title, detail },
});

/** The codes that are computed, by the file that does it. */
export const COMPUTED: Readonly<Record<string, readonly ErrorSource[]>> = {
  'apps/sample-api/src/database/start-fault.ts': [
    cannotOpen(
      'DATABASE_FORBIDDEN',
      'grant the user the right to create tables in the schema, and to read and write those that are there',
    ),
    cannotOpen('DATABASE_UNREACHABLE', 'see that it runs or exists, and that this user may read and write it'),
    cannotOpen('DATABASE_LATE', 'see what keeps the server busy, and try again'),
    cannotOpen('DATABASE_BUSY', 'end what else holds the file or migrates this database, and start again'),
    cannotOpen('DATABASE_EXHAUSTED', 'give more memory or connections, or put a pooler between'),
    cannotOpen('DATABASE_FULL', 'make room on the disk'),
    cannotOpen('DATABASE_READ_ONLY', 'give the right to write, or name the primary server instead of a replica'),
    cannotOpen('DATABASE_DAMAGED', 'restore it from a backup'),
  ],
  'libs/analytics/src/intake/event-input.ts': [
    malformed('referrer'),
    malformed('title'),
    malformed('screen'),
    {
      kind: 'part',
      code: 'PROPERTIES_INVALID',
      package: 'analytics',
      texts: { detail: 'properties must be an object of numbers, booleans, null and short texts, and not too many' },
    },
    {
      kind: 'part',
      code: 'REVENUE_INVALID',
      package: 'analytics',
      texts: { detail: 'revenue must be an object of an amount and the code of its currency, such as EUR' },
    },
  ],
  'libs/core/src/errors/problem-of.ts': [
    answer('400', 'BAD_REQUEST', 'Bad Request', 'What the HTTP server refuses, such as a path that cannot be decoded.'),
    answer('404', 'NOT_FOUND', 'Not Found', 'Nothing answers this path.'),
    answer(
      '500',
      'INTERNAL_ERROR',
      'Internal Server Error',
      'The server failed; nothing was changed. Try again, and tell the operator if it stays.',
    ),
  ],
  'libs/core/src/typeorm/tables/lack-error.ts': [
    lacks(
      'ENTITIES_MISSING',
      'it does not know …',
      'set "entities" to the *_ENTITIES of the package, or "autoLoadEntities: true"',
    ),
    lacks(
      'MIGRATIONS_MISSING',
      'the database has not this version of …',
      'run the *_MIGRATIONS of the package before the application starts, also after an upgrade',
    ),
    lacks(
      'APPEND_ONLY_TRIGGER_MISSING',
      'the database would let rows be changed, for it lacks …',
      'run the *_MIGRATIONS of the package, or in a test set "synchronize: true", with which the triggers are made at start',
    ),
  ],
};
