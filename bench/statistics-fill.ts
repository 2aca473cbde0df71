import { days, minutes } from '@nest-privacy/core';
import { transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { type AnalyticsEvent } from '../libs/analytics/src/event/analytics-event.js';
import { dayOf } from '../libs/analytics/src/fold/days.js';
import { Sums } from '../libs/analytics/src/fold/sums.js';
import { VisitFold } from '../libs/analytics/src/fold/visit-fold.js';
import { VisitorDay } from '../libs/analytics/src/fold/visitor-day.js';
import { VisitorRows } from '../libs/analytics/src/fold/visitor-rows.js';
import { EventCoder, type PreparedEvent } from '../libs/analytics/src/typeorm/coding/event-coder.js';
import { TermDictionary } from '../libs/analytics/src/typeorm/coding/term-dictionary.js';
import { TermQuota } from '../libs/analytics/src/typeorm/coding/term-quota.js';
import { TermTable } from '../libs/analytics/src/typeorm/coding/term-table.js';
import { rowOf } from '../libs/analytics/src/typeorm/event-row.js';
import { EventPartitions } from '../libs/analytics/src/typeorm/upkeep/event-partitions.js';
import { EventTable } from '../libs/analytics/src/typeorm/writing/event-table.js';
import { SumTable } from '../libs/analytics/src/typeorm/writing/sum-table.js';
import { VisitTable } from '../libs/analytics/src/typeorm/writing/visit-table.js';
import { Chance } from './chance.js';
import { SiteEvents } from './site-events.js';

const AT_ONCE = 2_000;
/** Nobody comes in the first minutes of a day, so that no visit goes on from one day to the next and each day can be filled alone. */
const NIGHT = minutes(31);
const EVENTS_PER_VISIT = 2.96;

function* chunksOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE);
}

/** Fills tables a day at a time: what the store does for each batch (codes, visits, sums) is done once for all events of a day, by the same code. */
class SiteFiller {
  private readonly coder: EventCoder;
  private readonly partitions: EventPartitions;
  private visits = 0;

  constructor(private readonly source: DataSource) {
    const quota = new TermQuota(source, 1e9);
    const terms = new TermDictionary(new TermTable(source), quota, Date.now);
    this.coder = new EventCoder(source, terms, quota, Date.now);
    this.partitions = new EventPartitions(source);
  }

  async add(events: readonly AnalyticsEvent[]): Promise<void> {
    await this.partitions.ensureFor(events, Date.now());
    const prepared: PreparedEvent[] = [];
    for (const some of chunksOf(events)) prepared.push(...(await this.coder.code(some)));
    const coded = prepared.map((one) => one.coded);
    const rows = new VisitorRows();
    for (const { visitor, moment, persistent } of coded) {
      const day = dayOf(moment[0]);
      if (!rows.get(visitor!, day)) rows.add(new VisitorDay(visitor!, day, persistent));
    }
    const sums = new Sums();
    const { visits, visitOf } = new VisitFold(rows, [], sums, () => (this.visits += 1)).fold(coded);
    const { site } = coded[0]!;
    await transact(this.source, async (manager) => {
      const tables = { events: new EventTable(this.source, manager), visits: new VisitTable(this.source, manager) };
      const sumTable = new SumTable(this.source, manager);
      const stored = prepared.map((one, i) => rowOf(one, visitOf[i]!));
      for (const some of chunksOf(stored)) await tables.events.insert(some);
      await tables.events.sell(coded);
      for (const some of chunksOf(visits)) await tables.visits.put(site, some);
      for (const some of chunksOf(sums.changes())) await sumTable.add(site, some);
    });
  }
}

/**
 * Fills a migrated database with the events of some days up to yesterday.
 *
 * @returns the first instant
 */
export async function fillSite(source: DataSource, wanted: { events: number; days: number }): Promise<number> {
  const [filler, site, chance] = [new SiteFiller(source), new SiteEvents(), new Chance(88_172_645)];
  const today = dayOf(Date.now());
  const visits = Math.round(wanted.events / wanted.days / EVENTS_PER_VISIT);
  for (let day = today - wanted.days; day < today; day++) {
    const [start, end] = [days(day), days(day + 1)];
    site.nextDay();
    // Most come in the middle of the day.
    const time = (): number => start + NIGHT + Math.floor(((chance.next() + chance.next()) / 2) * (days(1) - NIGHT));
    const begins = Array.from({ length: visits }, time).sort((a, b) => a - b);
    const events = begins.flatMap((begin) => site.visit(begin, end)).sort((a, b) => a.at - b.at);
    if (events.length > 0) await filler.add(events);
  }
  await source.query(source.options.type === 'postgres' ? 'VACUUM ANALYZE' : 'ANALYZE');
  return days(today - wanted.days);
}
