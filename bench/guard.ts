import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  CONSENT_ENTITIES,
  CONSENT_MIGRATIONS,
  ConsentModule,
  type ConsentModuleOptions,
  ConsentService,
} from '@nest-privacy/consent';
import { mintConsent } from '@nest-privacy/consent/testing';
import { CoreModule, RequestView } from '@nest-privacy/core';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { AbstractLogger } from 'typeorm';
import { BENCH_SECRETS } from './secrets.js';
import { median } from './statistics.js';

const DECISIONS = 20_000;
const ROUNDS = 15;

class QueryCounter extends AbstractLogger {
  queries = 0;

  override logQuery(): void {
    this.queries += 1;
  }

  protected override writeLog(): void {}
}

const counter = new QueryCounter('all');

/** An application whose regime is fixed, or which asks the law of the place where a visitor is. */
function moduleOf(consent: Pick<ConsentModuleOptions, 'policy'>): Type {
  @Module({
    imports: [
      CoreModule.forRoot({ trustedProxies: ['loopback'], countryHeaders: { country: 'cf-ipcountry' } }),
      TypeOrmModule.forRoot({
        ...sqliteOptions(':memory:'),
        entities: CONSENT_ENTITIES,
        migrations: CONSENT_MIGRATIONS,
        migrationsRun: true,
        logger: counter,
      }),
      ConsentModule.forRoot({ secrets: BENCH_SECRETS, revocations: { pollInterval: 'off' }, ...consent }),
    ],
  })
  class GuardBenchModule {}
  return GuardBenchModule;
}

const start = (consent: Pick<ConsentModuleOptions, 'policy'>): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(moduleOf(consent), { logger: false });

const cookieOf = (): string =>
  mintConsent({ secrets: BENCH_SECRETS, decisions: { STATISTICS: 'granted', MARKETING: 'denied' } }).cookie;

function microsecondsPerDecision(service: ConsentService, cookies: readonly string[]): number {
  const requests = cookies.map((cookie) => ({
    headers: { host: 'example.com', cookie, 'cf-ipcountry': 'DE' },
    socket: { remoteAddress: '127.0.0.1' },
  }));
  const started = process.cpuUsage();
  let allowed = 0;
  for (const request of requests) if (service.allows(RequestView.of(request), 'STATISTICS')) allowed += 1;
  // All threads', the collector's too, and nobody else's.
  const { user, system } = process.cpuUsage(started);
  if (allowed !== cookies.length) throw new Error(`only ${allowed} of ${cookies.length} valid cookies were allowed`);
  return (user + system) / cookies.length;
}

/** Microseconds of a decision from a signed cookie: of visitors never seen before, and of one who comes again; with a fixed regime, and by the law of the place. */
export async function run(): Promise<void> {
  const apps = [await start({}), await start({ policy: {} })];
  const [fixed, lawful] = apps.map((app) => app.get(ConsentService)) as [ConsentService, ConsentService];
  const before = counter.queries;
  const again = Array<string>(DECISIONS).fill(cookieOf());
  const strangers = (): string[] => Array.from({ length: DECISIONS / 10 }, cookieOf);
  const taken: Record<string, number[]> = {};
  const measure = (what: string, service: ConsentService, cookies: readonly string[]): void =>
    void (taken[what] ??= []).push(microsecondsPerDecision(service, cookies));
  for (let round = 0; round < ROUNDS; round++) {
    measure('first request of a visitor', fixed, strangers());
    measure('the same by the law of the place', lawful, strangers());
    measure('further requests', fixed, again);
    measure('the same by the law of the place, further requests', lawful, again);
  }
  console.table(
    Object.fromEntries(
      Object.entries(taken).map(([what, times]) => [what, { 'µs/decision': Number(median(times).toFixed(2)) }]),
    ),
  );
  console.log(`queries: ${counter.queries - before}`);
  for (const app of apps) await app.close();
}
