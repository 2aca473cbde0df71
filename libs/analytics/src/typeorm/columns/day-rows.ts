import { minutes } from '@nest-privacy/core';
import { type DataSource } from 'typeorm';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';
import { type Ask } from '../ask.js';
import { dayOfEvents } from '../day-of-events.js';
import { EVENT_FLAGS } from '../event-row.js';
import { RowsById } from '../upkeep/rows-by-id.js';
import { type SiteDay } from '../upkeep/site-day.js';
import { type Column, columnOf } from './column.js';
import { type DayFact, isOfVisit, NONE } from './event-day.js';

const QUARTER = minutes(15);

/** Page views may have a name too, of which nobody is told. */
const NAME = `CASE WHEN ({flags} & ${EVENT_FLAGS.customEvent}) > 0 THEN {name} ELSE 0 END`;

const quarterOf = (at: number): number => Math.floor(at / QUARTER);

/** What is read of a visit. */
const VISIT_COLUMNS = ['entry', 'exit', 'arrival', 'begun', 'ended', 'bounced'] as const;
type VisitNumbers = readonly [
  entry: number,
  exit: number,
  arrival: number,
  begun: number,
  ended: number,
  bounced: number,
];

/** What a visit has of each fact. */
const OF_VISIT: Readonly<Partial<Record<DayFact, (visit: VisitNumbers) => number>>> = {
  entry: ([entry]) => entry,
  exit: ([, exit]) => exit,
  origin: ([, , arrival]) => arrival,
  begun: ([, , , begun]) => quarterOf(begun),
  lasted: ([, , , begun, ended]) => ended - begun,
  bounced: ([, , , , , bounced]) => bounced,
};
/** What there is outside of any, where that is not 0. */
const OUTSIDE: Readonly<Partial<Record<DayFact, number>>> = { origin: NONE, begun: NONE };

/** Facts of the events of a site's day, made of their rows. */
export class DayRows {
  constructor(
    private readonly source: DataSource,
    private readonly ask: Ask,
    private readonly siteDay: SiteDay,
  ) {}

  /** @param facts those that are wanted; facts of visits take `visit` */
  async columns(facts: readonly DayFact[]): Promise<ReadonlyMap<DayFact, Column>> {
    const ofEvents = facts.filter((fact) => !isOfVisit(fact));
    const numbers = await this.events(ofEvents);
    const columns = new Map<DayFact, Column>();
    for (const fact of ofEvents) {
      columns.set(fact, columnOf(numbers.get(fact)!));
      await new Promise(setImmediate);
    }
    const ofVisits = facts.filter(isOfVisit);
    if (ofVisits.length === 0) return columns;
    const ids = [...columns.get('visit')!.values];
    const visits = new RowsById(this.source, this.ask, AnalyticsVisitEntity, VISIT_COLUMNS);
    await visits.learn(ids);
    for (const fact of ofVisits) columns.set(fact, columnOf(ids.map((id) => ofVisit(fact, visits.get(id)))));
    return columns;
  }

  private async events(facts: readonly DayFact[]): Promise<ReadonlyMap<DayFact, number[]>> {
    const plain = facts.filter((fact) => fact !== 'quarter');
    const names = ['at', 'id_high', 'id_low', ...plain]
      .map((name) => `${name === 'name' ? NAME : `{${name}}`} AS "${name}"`)
      .join(', ');
    const found = new Map<DayFact, number[]>(facts.map((fact) => [fact, []]));
    for await (const rows of dayOfEvents(this.source, this.ask, this.siteDay, names)) {
      for (const row of rows) found.get('quarter')?.push(quarterOf(Number(row.at)));
      for (const fact of plain) {
        const into = found.get(fact)!;
        for (const row of rows) into.push(Number(row[fact] ?? NONE));
      }
    }
    return found;
  }
}

function ofVisit(fact: DayFact, visit: readonly number[] | undefined): number {
  return visit ? OF_VISIT[fact]!(visit as VisitNumbers) : (OUTSIDE[fact] ?? 0);
}
