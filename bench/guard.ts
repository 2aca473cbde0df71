import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, ConsentModule, ConsentService } from '@nest-privacy/consent';
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

@Module({
  imports: [
    CoreModule.forRoot(),
    TypeOrmModule.forRoot({
      ...sqliteOptions(':memory:'),
      entities: CONSENT_ENTITIES,
      migrations: CONSENT_MIGRATIONS,
      migrationsRun: true,
      logger: counter,
    }),
    ConsentModule.forRoot({ secrets: BENCH_SECRETS, revocations: { pollInterval: 'off' } }),
  ],
})
class GuardBenchModule {}

const cookieOf = (): string =>
  mintConsent({ secrets: BENCH_SECRETS, decisions: { STATISTICS: 'granted', MARKETING: 'denied' } }).cookie;

function microsecondsPerDecision(service: ConsentService, cookies: readonly string[]): number {
  const requests = cookies.map((cookie) => ({ headers: { host: 'example.com', cookie } }));
  const started = process.cpuUsage();
  let allowed = 0;
  for (const request of requests) if (service.allows(RequestView.of(request), 'STATISTICS')) allowed += 1;
  // All threads', the collector's too, and nobody else's.
  const { user, system } = process.cpuUsage(started);
  if (allowed !== cookies.length) throw new Error(`only ${allowed} of ${cookies.length} valid cookies were allowed`);
  return (user + system) / cookies.length;
}

/** Microseconds of a decision from a signed cookie: of visitors never seen before, and of one who comes again. */
export async function run(): Promise<void> {
  const app: INestApplicationContext = await NestFactory.createApplicationContext(GuardBenchModule, { logger: false });
  const service = app.get(ConsentService);
  const before = counter.queries;
  const again = cookieOf();
  const first: number[] = [];
  const returning: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    first.push(microsecondsPerDecision(service, Array.from({ length: DECISIONS / 10 }, cookieOf)));
    returning.push(
      microsecondsPerDecision(
        service,
        Array.from({ length: DECISIONS }, () => again),
      ),
    );
  }
  console.table({
    'first request of a visitor': { 'µs/decision': Number(median(first).toFixed(2)) },
    'further requests': { 'µs/decision': Number(median(returning).toFixed(2)) },
  });
  console.log(`queries: ${counter.queries - before}`);
  await app.close();
}
