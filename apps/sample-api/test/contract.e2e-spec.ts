import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { EVERY_SCOPE } from '../src/admin/admin-scopes.js';
import { contractPage, type DescribedApi } from '../../../scripts/docs/contract-page.js';
import { type AppProcess, startProcess } from './app-process.js';
import { Contract } from './contract/contract.js';
import { type ApiDocument } from './contract/document.js';
import { walkAnalytics } from './contract/walk-analytics.js';
import { walkCatalogue } from './contract/walk-catalogue.js';
import { walkImportRate, walkLedgerData } from './contract/walk-ledger-data.js';
import { walkNotices, walkServedRate } from './contract/walk-notices.js';
import { decided, walkConsent } from './contract/walk-consent.js';
import { walkEvidence } from './contract/walk-evidence.js';
import { walkOutage } from './contract/walk-outage.js';
import { Walker } from './contract/walker.js';
import { walkRest } from './contract/walk-rest.js';
import { walkRights } from './contract/walk-rights.js';
import { tokenFor, walkTokens } from './contract/walk-tokens.js';
import { walkWebhooks } from './contract/walk-webhooks.js';
import { walkWithdrawals } from './contract/walk-withdrawals.js';

const [sqlite, postgres] = testDatabases();
const RUNS = [
  { adapter: 'express', database: sqlite! },
  { adapter: 'fastify', database: postgres! },
];

/** Answers that cannot be had by asking, and why. */
const NOT_TO_BE_HAD: readonly (readonly [promise: RegExp, reason: string])[] = [
  [/ 500$/, 'the server fails by a fault of ours only'],
  [/^get \/metrics 40[14]$/, 'this application gives the metrics neither a token nor a port of their own'],
  [/^get \/health\/ready 503$/, 'told while the process ends; drain.e2e-spec.ts has it'],
  [/^get \/\.well-known\/dnt\/\{statusId\} 200$/, 'this application has one status for all its requests'],
  [/^get \/consent 503$/, 'the database is asked of visitors only whom memory had to forget'],
  [/^get \/consent\/notice 404$/, 'this application publishes a notice at its first start'],
  [
    /^(get \/consent\/notice|post \/consent\/notices-served) 503$/,
    'memory has the notices since the start, and nothing is told at the end; notice-memory.spec.ts and served.spec.ts have it',
  ],
  [/^get \/(admin\/)?consent\/records\/\{id\}\/receipt 501$/, 'this application names its controller and has a key'],
  [
    /blocked-addresses(\/\{id\})? 501$/,
    'this application keeps its events in tables, and blocked addresses beside them',
  ],
  [/^post \/analytics\/exclusion 503$/, 'this application has secrets'],
  [/^get \/tracking-items 503$/, 'memory has the catalogue since the start; tracking-items has a test of that'],
];

/** Answers that a file never makes the application give. */
const NOT_OF_A_FILE = [
  [
    /^(?!get \/(health|consent 503|tracking-items)).* 503$/,
    'a file is always there; PostgreSQL is taken away at the end',
  ],
  [/\/verify 429$/, 'a file is read without waiting, so that no two checks are ever under way'],
] as const;

describe.each(RUNS)('the contract ($adapter, $database.name)', ({ adapter, database }) => {
  let disposable: DisposableDatabase;
  let app: AppProcess;
  let contract: Contract;
  let walker: Walker;
  let document: ApiDocument;
  const exceptions = database === postgres ? NOT_TO_BE_HAD : [...NOT_TO_BE_HAD, ...NOT_OF_A_FILE];

  beforeAll(async () => {
    disposable = await database.create();
    app = await startProcess({
      HTTP_ADAPTER: adapter,
      LOG_LEVEL: 'error',
      SITES: 'default=127.0.0.1,shop=shop.example.com',
      ...(database === postgres && { DATABASE_URL: disposable.url }),
    });
    document = (await (await fetch(`${app.url}/docs-json`)).json()) as ApiDocument;
    contract = new Contract(document);
    walker = new Walker(app.url, contract);
  });
  afterAll(async () => {
    await app.stop();
    await disposable.drop();
  });

  it('is written down for readers; "npm run docs -- <url>" does it again', () => {
    const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'http-contract.md'), 'utf8');
    expect(page).toBe(contractPage(document as unknown as DescribedApi));
  });

  it('holds for everything that visitors, pages and administrators are answered', async () => {
    const reader = await tokenFor(walker, 'analytics:read');
    const clerk = await tokenFor(walker, 'consent:read');
    await walkRest(walker, Object.keys(document.paths));
    await walkCatalogue(walker, reader);
    await walkTokens(walker, [...EVERY_SCOPE], reader);
    await walkAnalytics(walker, clerk);
    await walkEvidence(walker, reader);
    await walkRights(walker, reader);
    await walkConsent(walker, reader);
    await walkNotices(walker, reader);
    await walkWebhooks(walker, reader);
    await walkWithdrawals(walker, reader);
    await walkLedgerData(walker, reader);
    const cookie = await decided(walker);
    await walkServedRate(walker);
    if (database === postgres)
      for (const path of ['/audit/verify', '/consent/ledger/verify']) await walker.atOnce(path);
    if (database === postgres) {
      await disposable.drop();
      await walkOutage(walker, document, cookie);
    }
    await walkImportRate(walker);
    expect(walker.faults).toEqual([]);
    const unseen = contract.unseen.filter((promise) => !exceptions.some(([pattern]) => pattern.test(promise)));
    expect(unseen).toEqual([]);
    // An exception that is none any more would hide the next gap.
    const idle = exceptions.filter(([pattern]) => !contract.unseen.some((promise) => pattern.test(promise)));
    expect(idle).toEqual([]);
  }, 120_000);
});
