import { days, minutes } from '@nest-privacy/core';
import { type DataSource } from 'typeorm';
import { dialectOf, tableOf } from '@nest-privacy/core/typeorm';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';
import { type SiteDay } from '../upkeep/site-day.js';
import { EVENT_FLAGS } from '../event-row.js';
import { RowList } from '../writing/row-list.js';
import { type Column, columnOf } from './column.js';
import { type DayFact, isOfVisit, NONE } from './event-day.js';

/** Asks the database. */
export type Ask = <Row>(statement: string, values?: unknown[]) => Promise<Row[]>;

type Row<Name extends string> = Readonly<Record<Name, number | string | null>>;

/** Rows that are read at once: some milliseconds, in which the process does nothing else. */
const CHUNK = 2_000;
const QUARTER = minutes(15);
const LAST_ID = { id_high: 2 ** 31 - 1, id_low: 2 ** 52 };

/** Page views may have a name too, of which nobody is told. */
const NAME = `CASE WHEN ({flags} & ${EVENT_FLAGS.customEvent}) > 0 THEN {name} ELSE 0 END`;

const quarterOf = (at: number): number => Math.floor(at / QUARTER);

/** What a visit has of each fact; of an event outside of any, nothing. */
const OF_VISIT: Readonly<Partial<Record<DayFact, (visit: Row<(typeof VISIT_COLUMNS)[number]>) => number>>> = {
  entry: ({ entry }) => Number(entry),
  exit: ({ exit }) => Number(exit),
  origin: ({ arrival }) => Number(arrival),
  begun: ({ begun }) => quarterOf(Number(begun)),
  lasted: ({ begun, ended }) => Number(ended) - Number(begun),
  bounced: ({ bounced }) => Number(bounced),
};
const OUTSIDE: Readonly<Partial<Record<DayFact, number>>> = { origin: NONE, begun: NONE };
const VISIT_COLUMNS = ['id', 'entry', 'exit', 'arrival', 'begun', 'ended', 'bounced'] as const;

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
    const visits = await this.visits(ids);
    for (const fact of ofVisits)
      columns.set(
        fact,
        columnOf(ids.map((id) => (visits.has(id) ? OF_VISIT[fact]!(visits.get(id)!) : (OUTSIDE[fact] ?? 0)))),
      );
    return columns;
  }

  private async events(facts: readonly DayFact[]): Promise<ReadonlyMap<DayFact, number[]>> {
    const plain = facts.filter((fact) => fact !== 'quarter');
    const names = ['at', 'id_high', 'id_low', ...plain]
      .map((name) => `${name === 'name' ? NAME : `{${name}}`} AS "${name}"`)
      .join(', ');
    const found = new Map<DayFact, number[]>(facts.map((fact) => [fact, []]));
    const key = '{at}, {id_high}, {id_low}';
    const { site, day } = this.siteDay;
    let after = { ...LAST_ID, at: days(day) - 1 };
    for (let read = CHUNK; read === CHUNK;) {
      const rows = await this.ask<Row<string>>(
        tableOf(this.source, AnalyticsEventEntity).sql(
          `SELECT ${names} FROM {} WHERE {site} = ${site} AND {at} >= ${after.at} AND {at} < ${days(day + 1)}
           AND (${key}) > (${after.at}, ${after.id_high}, ${after.id_low}) ORDER BY ${key} LIMIT ${CHUNK}`,
        ),
      );
      for (const row of rows) found.get('quarter')?.push(quarterOf(Number(row.at)));
      for (const fact of plain) {
        const into = found.get(fact)!;
        for (const row of rows) into.push(Number(row[fact] ?? NONE));
      }
      read = rows.length;
      const last = rows.at(-1);
      if (last) after = { at: Number(last.at), id_high: Number(last.id_high), id_low: Number(last.id_low) };
      await new Promise(setImmediate);
    }
    return found;
  }

  private async visits(ids: readonly number[]): Promise<ReadonlyMap<number, Row<(typeof VISIT_COLUMNS)[number]>>> {
    const list = new RowList(dialectOf(this.source), [['id', 'bigint']]);
    const names = VISIT_COLUMNS.map((name) => `v.{${name}} AS "${name}"`).join(', ');
    const statement = tableOf(this.source, AnalyticsVisitEntity).sql(
      `SELECT ${names} FROM ${list.sql} JOIN {} v ON v.{id} = k."id"`,
    );
    const found = new Map<number, Row<(typeof VISIT_COLUMNS)[number]>>();
    for (let from = 0; from < ids.length; from += CHUNK) {
      const some = ids.slice(from, from + CHUNK);
      for (const row of await this.ask<Row<(typeof VISIT_COLUMNS)[number]>>(
        statement,
        list.values(some.map((id) => [id])),
      ))
        found.set(Number(row.id), row);
    }
    return found;
  }
}
