import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  CONSENT_ENTITIES,
  CONSENT_MIGRATIONS,
  ConsentModule,
  ConsentService,
  RevocationStatus,
} from '@nest-privacy/consent';
import { mintConsent } from '@nest-privacy/consent/testing';
import { CoreModule, days, RequestView } from '@nest-privacy/core';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { compare, print, USUAL } from './comparison.js';
import { BENCH_SECRETS } from './secrets.js';

const CHANGES = [0, 10_000, 1_000_000, 5_000_000];
const VISITORS = 2_000;
const REPEATS = 20;
const ROUNDS = 15;

/** Changes of the last day, each of another subject. */
const FILL = `
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
  INSERT INTO privacy_consent_state (site_id, subject_id, record_id, decisions, informed, withdrawn, notice_version,
    decided_at, valid_until, changed_at, change_sequence)
  SELECT 'default', printf('01900000-0000-7000-8000-%012x', i), 'r', '{}', '[]', 1, 1, ?2 + i, ?2 + i + 1, ?2 + i, i FROM n`;

interface Prepared {
  readonly name: string;
  readonly app: INestApplicationContext;
  /** One row of the table. */
  readonly figures: Readonly<Record<string, number>>;
}

function moduleOf(file: string, changes: number): Type {
  const name = `changes${changes}`;
  const capacity = Math.max(1, changes);
  @Module({
    imports: [
      CoreModule.forRoot(),
      TypeOrmModule.forRoot({ ...sqliteOptions(file), name, entities: CONSENT_ENTITIES }),
      ConsentModule.forRoot({
        secrets: BENCH_SECRETS,
        dataSource: name,
        revocations: { pollInterval: 'off', capacity },
      }),
    ],
  })
  class RevocationsModule {}
  return RevocationsModule;
}

async function fill(file: string, changes: number): Promise<void> {
  const options = { ...sqliteOptions(file), entities: CONSENT_ENTITIES, migrations: CONSENT_MIGRATIONS };
  const source = await new DataSource({ ...options, migrationsRun: true }).initialize();
  if (changes > 0) await source.query(FILL, [changes, Date.now() - days(1)]);
  await source.destroy();
}

/** An application that has read so many changes at its start. */
async function prepare(folder: string, changes: number): Promise<Prepared> {
  const file = join(folder, `${changes}.sqlite`);
  await fill(file, changes);
  const started = performance.now();
  const app = await NestFactory.createApplicationContext(moduleOf(file, changes), { logger: ['error', 'warn'] });
  const seconds = (performance.now() - started) / 1_000;
  const { size, bytes } = app.get(RevocationStatus, { strict: false }).report;
  return {
    name: `${changes.toLocaleString('en')} changes`,
    app,
    figures: {
      'in memory': size,
      MB: Number((bytes / 2 ** 20).toFixed(1)),
      'bytes each': Math.round(bytes / Math.max(1, size)),
      'start, s': Number(seconds.toFixed(1)),
    },
  };
}

/** Decisions per second for visitors who come again and never changed their mind. */
function decide(service: ConsentService, cookies: readonly string[]): number {
  const started = performance.now();
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const cookie of cookies) {
      const view = RequestView.of({ headers: { host: 'example.com', cookie } });
      if (!service.allows(view, 'STATISTICS')) throw new Error('a valid cookie was refused');
    }
  }
  return (REPEATS * cookies.length) / ((performance.now() - started) / 1_000);
}

/** What changed decisions take in memory and at the start, and what they cost the guard: beside none, 10 000, a million and five million. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-bench-'));
  const prepared: Prepared[] = [];
  for (const changes of CHANGES) prepared.push(await prepare(folder, changes));
  console.table(Object.fromEntries(prepared.map(({ name, figures }) => [name, figures])));
  const decisions = { STATISTICS: 'granted', MARKETING: 'denied' } as const;
  const cookies = Array.from({ length: VISITORS }, () => mintConsent({ secrets: BENCH_SECRETS, decisions }).cookie);
  const contenders = prepared.map(({ name, app }) => {
    const service = app.get(ConsentService, { strict: false });
    decide(service, cookies);
    return { name, round: () => Promise.resolve(decide(service, cookies)) };
  });
  print(await compare(contenders, { ...USUAL, most: ROUNDS }), 'decisions/s');
  for (const { app } of prepared) await app.close();
  rmSync(folder, { recursive: true, force: true });
}
