import 'reflect-metadata';
import { days } from '@nest-privacy/core';
import { DataSource } from 'typeorm';
import { ANALYTICS_ENTITIES } from '../libs/analytics/src/entities/index.js';
import { ANALYTICS_MIGRATIONS } from '../libs/analytics/src/migrations/index.js';
import { AnalyticsStatistics } from '../libs/analytics/src/statistics/analytics-statistics.js';
import { ColumnBuilder } from '../libs/analytics/src/typeorm/columns/column-builder.js';
import { TypeOrmStatisticsReader } from '../libs/analytics/src/typeorm/typeorm-statistics-reader.js';
import { Bars } from './bars.js';
import { type BenchDatabase, onEachDatabase } from './databases.js';
import { databaseOptions } from './servers/database.js';
import { checkSums } from './statistics-check.js';
import { fillSite } from './statistics-fill.js';
import { ask, dashboard, FILTERS, KINDS } from './statistics-questions.js';
import { tellSizes } from './statistics-sizes.js';
import { fillPeer, peerDashboard, type PeerPeriod, peerQuestion } from './umami.js';
import { median } from './statistics.js';

const EVENTS = Number(process.env.EVENTS ?? 4_000_000);
const DAYS = 90;
const ASKED_DAYS = 30;
const ROUNDS = 7;
const BARS = { dashboard: 50, filtered: 300, ratio: 50 };

/** What is measured: a question, and the peer's statements for the same. */
interface Measured {
  readonly name: string;
  readonly bar: number;
  readonly ours: () => Promise<unknown>;
  readonly theirs: readonly string[] | undefined;
}

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);

function questionsOf(statistics: AnalyticsStatistics, period: PeerPeriod): readonly Measured[] {
  const scope = { from: dayText(period.start), to: dayText(period.end - 1), site: 'default' };
  const filtered = Object.entries(FILTERS).flatMap(([says, { filter, peer }]) =>
    KINDS.map((kind) => ({
      name: `${kind}, ${says}`,
      bar: BARS.filtered,
      ours: () => ask(statistics, scope, kind, filter),
      theirs: peer === undefined ? undefined : peerQuestion(period, kind, peer),
    })),
  );
  return [
    {
      name: 'dashboard',
      bar: BARS.dashboard,
      ours: () => dashboard(statistics, scope),
      theirs: peerDashboard(period),
    },
    ...filtered,
  ];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Medians in milliseconds; both take turns, first the one and then the other. */
async function measure({ ours, theirs }: Measured, source: DataSource): Promise<{ ours: number; theirs?: number }> {
  const contenders = [ours];
  if (theirs) contenders.push(() => Promise.all(theirs.map((statement) => source.query(statement))));
  const times = contenders.map(() => [] as number[]);
  for (const contender of contenders) await contender();
  for (let round = 0; round < ROUNDS; round++) {
    const order = [...contenders.entries()];
    if (round % 2 === 1) order.reverse();
    for (const [index, contender] of order) times[index]!.push(await timeOf(contender));
  }
  return { ours: median(times[0]!), ...(theirs && { theirs: median(times[1]!) }) };
}

async function onDatabase(database: BenchDatabase, bars: Bars): Promise<void> {
  const source = await new DataSource({
    ...databaseOptions(await database.fresh()),
    entities: ANALYTICS_ENTITIES,
    migrations: ANALYTICS_MIGRATIONS,
    migrationsRun: true,
  }).initialize();
  const filling = await timeOf(() => fillSite(source, { events: EVENTS, days: DAYS }));
  const columns = new ColumnBuilder(source, () => true);
  const building = await timeOf(() => columns.build(0, Math.floor(Date.now() / days(1))));
  console.log(
    `\n${database.name}: filled in ${Math.round(filling / 1_000)} s, columns made in ${Math.round(building / 1_000)} s`,
  );
  await tellSizes(source);
  const end = Math.floor(Date.now() / days(1)) * days(1);
  const period = { start: end - days(ASKED_DAYS), end };
  await checkSums(source, period);
  const hasPeer = source.options.type === 'postgres';
  if (hasPeer) await fillPeer(source);
  const statistics = new AnalyticsStatistics(new TypeOrmStatisticsReader(source));
  const table: Record<string, object> = {};
  for (const question of questionsOf(statistics, period)) {
    const times = await measure(hasPeer ? question : { ...question, theirs: undefined }, source);
    const ratio = times.theirs === undefined ? undefined : times.theirs / times.ours;
    table[question.name] = {
      ms: rounded(times.ours),
      ...(ratio !== undefined && { 'Umami ms': rounded(times.theirs!), 'times as long': rounded(ratio) }),
    };
    bars.atMost(`${database.name}, ${question.name}`, question.bar, times.ours, ' ms');
    if (question.name === 'dashboard' && ratio !== undefined)
      bars.atLeast(`${database.name}, the dashboard beside Umami's tables`, BARS.ratio, ratio, ' times');
  }
  console.table(table);
  await source.destroy();
}

const rounded = (value: number): number => Number(value.toPrecision(3));

/** How long questions about 30 days take among 4 000 000 events (`EVENTS`) of 90: a dashboard from sums, filtered ones from events; and the same from tables as Umami has them. */
export async function run(): Promise<void> {
  const bars = new Bars();
  await onEachDatabase((database) => onDatabase(database, bars));
  bars.tell();
}
