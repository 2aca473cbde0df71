import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  ANALYTICS_ENTITIES,
  ANALYTICS_MIGRATIONS,
  AnalyticsModule,
  AnalyticsQueue,
  type EventBatch,
} from '@nest-privacy/analytics';
import { BullAnalyticsModule } from '@nest-privacy/analytics/bull';
import { analyticsEvent } from '@nest-privacy/analytics/testing';
import { CoreModule } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { waitUntil } from '@nest-privacy/core/testing';
import { startRedis } from '../test/setup/redis.cjs';
import { compare, print, USUAL } from './comparison.js';
import { type BenchDatabase, onEachDatabase } from './databases.js';
import { databaseOptions } from './servers/database.js';

const BATCH = 500;
const BATCHES = 300;
const ROUNDS = 3;
const TABLE = 'privacy_analytics_event';
const COLUMNS = 14;

const events = (): ReturnType<typeof analyticsEvent>[] =>
  Array.from({ length: BATCH }, (_, i) =>
    analyticsEvent({
      id: newId(),
      at: Date.now(),
      page: `/articles/${i % 97}`,
      referrer: i % 3 === 0 ? 'direct' : `https://search.example/${i % 13}`,
      visitor: (i * 2_654_435_761).toString(16).padStart(32, '0'),
    }),
  );

const options = (url: string) => ({
  ...databaseOptions(url),
  entities: ANALYTICS_ENTITIES,
  migrations: ANALYTICS_MIGRATIONS,
  migrationsRun: true,
});

/** Rows of the same table by the driver alone: one statement of 500 rows at a time. */
async function bareInsert(url: string): Promise<{ round: () => Promise<number>; close: () => Promise<void> }> {
  const source = await new DataSource(options(url)).initialize();
  const holder = (i: number): string => (source.options.type === 'postgres' ? `$${i + 1}` : '?');
  const row = (start: number): string => `(${Array.from({ length: COLUMNS }, (_, i) => holder(start + i)).join(', ')})`;
  const sql = `INSERT INTO "${TABLE}" VALUES ${Array.from({ length: BATCH }, (_, i) => row(i * COLUMNS)).join(', ')}`;
  const random = (bits: number): number => Math.floor(Math.random() * 2 ** bits);
  const round = async (): Promise<number> => {
    const rows = (): (number | string)[] =>
      Array.from({ length: BATCH }, (_, i) => [
        (Date.now() % 256) * 2 ** 44 + random(44),
        Date.now(),
        random(52),
        (Date.now() / 256) | 0,
        1,
        i % 97,
        2,
        3,
        i % 13,
        4,
        5,
        6,
        0,
        '',
      ]).flat();
    const batches = Array.from({ length: BATCHES }, rows);
    const started = performance.now();
    for (const values of batches) await source.query(sql, values);
    return (BATCH * BATCHES) / ((performance.now() - started) / 1000);
  };
  return { round, close: () => source.destroy() };
}

interface IngestRun {
  readonly url: string;
  /** Redis, where the queue is Bull. */
  readonly redis: string | undefined;
}

/** A module that collects into the queue or works it off, as the roles say. */
function moduleOf({ url, redis }: IngestRun, role: 'collect' | 'process' | 'all'): Type {
  const queue = redis === undefined ? {} : { queue: BullAnalyticsModule.forRoot({ url: redis }) };
  @Module({
    imports: [
      CoreModule.forRoot(),
      TypeOrmModule.forRoot(options(url)),
      AnalyticsModule.forRoot({ role, routes: 'none', ...queue }),
    ],
  })
  class IngestModule {}
  return IngestModule;
}

const start = (module: Type): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(module, { logger: ['error'] });

/** Hands the batches over, as fast as a bounded queue takes them. */
async function fill(queue: AnalyticsQueue, batches: readonly EventBatch[]): Promise<void> {
  for (const batch of batches) {
    while (
      await queue.enqueue(batch).then(
        () => false,
        () => true,
      )
    )
      await new Promise(setImmediate);
  }
}

/** Events that wait in the queue, until the last of them is in the table. */
async function suiteRound(run: IngestRun): Promise<number> {
  const watcher = await new DataSource(options(run.url)).initialize();
  const count = async (): Promise<number> =>
    Number((await watcher.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM "${TABLE}"`))[0]!.n);
  const batches = Array.from({ length: BATCHES }, () => ({ id: newId(), events: events() }));
  const goal = (await count()) + BATCH * BATCHES;
  const collector = await start(moduleOf(run, run.redis === undefined ? 'all' : 'collect'));
  const queue = collector.get<AnalyticsQueue>(AnalyticsQueue, { strict: false });
  let started = performance.now();
  await fill(queue, batches);
  const worker = run.redis === undefined ? undefined : moduleOf(run, 'process');
  if (worker) started = performance.now();
  const working = worker && (await start(worker));
  await waitUntil('everything is stored', async () => (await count()) >= goal);
  const seconds = (performance.now() - started) / 1000;
  await working?.close();
  await collector.close();
  await watcher.destroy();
  return (BATCH * BATCHES) / seconds;
}

async function measure(database: BenchDatabase, redis: string | undefined): Promise<void> {
  const bare = await bareInsert(await database.fresh());
  const url = await database.fresh();
  await bare.round();
  await suiteRound({ url, redis });
  const queue = redis === undefined ? 'queue in process' : 'Bull';
  print(
    await compare(
      [
        { name: `${database.name}: driver, ${BATCH} rows a statement`, round: bare.round },
        { name: `${database.name}: ${queue} to table`, round: () => suiteRound({ url, redis }) },
      ],
      { ...USUAL, most: ROUNDS },
    ),
    'events/s',
  );
  await bare.close();
}

/** Events per second from a full queue into the table, start of the worker included, against the bare driver. */
export async function run(): Promise<void> {
  const redis = await startRedis();
  await onEachDatabase((database) => measure(database, database.name === 'SQLite' ? undefined : redis.url));
  await redis.stop();
}
