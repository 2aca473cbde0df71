import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { getQueueToken } from '@nestjs/bull';
import { type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type AnalyticsEvent, AnalyticsQueue, type EventBatch } from '@nest-privacy/analytics';
import { ANALYTICS_EVENTS_QUEUE } from '@nest-privacy/analytics/bull';
import { newId } from '@nest-privacy/core/kit';
import { waitUntil } from '@nest-privacy/core/testing';
import { type Queue } from 'bull';
import { startRedis } from '../test/setup/redis.cjs';
import { BareInsert } from './bare-insert.js';
import { Bars } from './bars.js';
import { compare, type Contender, print, USUAL } from './comparison.js';
import { type BenchDatabase, onEachDatabase } from './databases.js';
import { type Ingest, ingestModule, ingestOptions } from './ingest-module.js';
import { MeasuredServer } from './measured-server.js';
import { SiteEvents } from './site-events.js';

const BATCH = 500;
const BATCHES = Math.ceil(Number(process.env.EVENTS ?? 150_000) / BATCH);
const ROUNDS = 3;
const WORKERS = [1, 2, 4];
const BARS = { PostgreSQL: 10_000, SQLite: 5_000, ratio: 0.3 };
/** Milliseconds in which everything must be stored. */
const PATIENCE = 600_000;

/** Batches as a busy site makes them: visitors with some three events each, all of them just now. */
function batchesOf(site: SiteEvents): EventBatch[] {
  const batch = (): AnalyticsEvent[] => {
    const events: AnalyticsEvent[] = [];
    const at = Date.now();
    while (events.length < BATCH)
      events.push(...site.visit(at, Infinity).map((event, i) => ({ ...event, at: at + i })));
    return events.slice(0, BATCH).map((event) => ({ ...event, id: newId() }));
  };
  return Array.from({ length: BATCHES }, () => ({ id: newId(), events: batch() }));
}

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

/** Tells how many events are stored, by their sums, for to count the events would keep the database from storing them. */
class Watcher {
  private constructor(private readonly source: DataSource) {}

  static async of(url: string): Promise<Watcher> {
    return new Watcher(await new DataSource(ingestOptions(url)).initialize());
  }

  summed(): Promise<number> {
    return this.number(
      'SELECT COALESCE(SUM(pageviews + events + misses), 0) AS n FROM privacy_analytics_sum WHERE dimension = 0',
    );
  }

  /** @throws Error where the events are not as many as their sums say */
  async close(): Promise<void> {
    const [summed, stored] = [
      await this.summed(),
      await this.number('SELECT COUNT(*) AS n FROM privacy_analytics_event'),
    ];
    await this.source.destroy();
    if (summed !== stored) throw new Error(`${stored} events are stored, and ${summed} are summed`);
  }

  private async number(statement: string): Promise<number> {
    const [row] = await this.source.query<{ n: number | string }[]>(statement);
    return Number(row!.n);
  }
}

const startApp = (module: Type): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(module, { logger: ['error'] });
const queueOf = (app: INestApplicationContext): AnalyticsQueue => app.get(AnalyticsQueue, { strict: false });

/** Events a second from `begin` on, until so many more of them are stored. */
async function pace(watcher: Watcher, begin: () => Promise<unknown>): Promise<number> {
  const goal = (await watcher.summed()) + BATCH * BATCHES;
  const started = performance.now();
  await begin();
  await waitUntil('all events are stored', async () => (await watcher.summed()) >= goal, PATIENCE);
  return (BATCH * BATCHES) / ((performance.now() - started) / 1_000);
}

/** Events that are handed to the queue in this process, until the last of them is stored. */
async function inProcessRound({ url }: Ingest, site: SiteEvents): Promise<number> {
  const watcher = await Watcher.of(url);
  const app = await startApp(ingestModule({ url, redis: undefined }, 'all'));
  const batches = batchesOf(site);
  const perSecond = await pace(watcher, () => fill(queueOf(app), batches));
  await app.close();
  await watcher.close();
  return perSecond;
}

/** Events that wait in Redis for workers that are there, from when these may begin until the last event is stored; of all workers together. */
async function workersRound({ url, redis }: Ingest, workers: number, site: SiteEvents): Promise<number> {
  const watcher = await Watcher.of(url);
  const collector = await startApp(ingestModule({ url, redis }, 'collect'));
  const jobs = collector.get<Queue>(getQueueToken(ANALYTICS_EVENTS_QUEUE), { strict: false });
  await jobs.pause();
  await fill(queueOf(collector), batchesOf(site));
  const settings = { DATABASE: url, REDIS: redis! };
  const started: MeasuredServer[] = [];
  let perSecond: number;
  try {
    for (let i = 0; i < workers; i++) started.push(await MeasuredServer.start('ingest-worker.ts', settings));
    perSecond = await pace(watcher, () => jobs.resume());
  } finally {
    await Promise.all(started.map((worker) => worker.stop()));
  }
  await collector.close();
  await watcher.close();
  return perSecond;
}

async function measure(database: BenchDatabase, redis: string | undefined, bars: Bars): Promise<void> {
  const bare = await BareInsert.into(await database.fresh(), BATCH);
  const run = { url: await database.fresh(), redis };
  const site = new SiteEvents();
  const suite = (workers: number): Contender => ({
    name: `${database.name}: ${redis === undefined ? 'queue in process' : `Bull, ${workers} worker${workers > 1 ? 's' : ''}`}`,
    round: () => (redis === undefined ? inProcessRound(run, site) : workersRound(run, workers, site)),
  });
  const contenders = [
    { name: `${database.name}: driver, ${BATCH} rows a statement`, round: () => bare.round(BATCHES) },
    ...(redis === undefined ? [1] : WORKERS).map(suite),
  ];
  for (const { round } of contenders.slice(0, 2)) await round();
  const verdicts = await compare(contenders, { ...USUAL, most: ROUNDS });
  print(verdicts, 'events/s');
  const [, one] = verdicts;
  bars.atLeast(
    `${database.name}, one worker`,
    BARS[database.name as 'PostgreSQL' | 'SQLite'],
    one!.median,
    ' events/s',
  );
  bars.atLeast(`${database.name}, one worker beside the driver alone`, BARS.ratio, one!.ratio);
  await bare.close();
}

/**
 * Events a second from a full queue into events, visits and sums, `EVENTS` in each round (150 000): beside the bare driver, which inserts the events alone, and on PostgreSQL also of two and four
 * workers on one queue, each a process of its own.
 */
export async function run(): Promise<void> {
  const [redis, bars] = [await startRedis(), new Bars()];
  try {
    await onEachDatabase((database) => measure(database, database.name === 'SQLite' ? undefined : redis.url, bars));
  } finally {
    await redis.stop();
  }
  bars.tell();
}
