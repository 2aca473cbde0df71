import { type AdapterName, type TestDatabase, testDatabases } from '@nest-privacy/core/testing';

/** What the routes are tested on: each database and each server once. */
export const pairs = (): readonly { readonly database: TestDatabase; readonly adapter: AdapterName }[] =>
  testDatabases().map((database) => ({ database, adapter: database.name === 'SQLite' ? 'fastify' : 'express' }));
