import { days } from '@nest-privacy/core';
import { tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { type Ask } from './ask.js';
import { type SiteDay } from './upkeep/site-day.js';

/** A row of an event as the database gives it. */
export type EventRow = Readonly<Record<string, number | string | null>>;

/** Rows that are read at once: some milliseconds, in which SQLite does nothing else. */
const CHUNK = 2_000;
const KEY = '{at}, {id_high}, {id_low}';
/** No id comes after it. */
const LAST_ID = { id_high: 2 ** 31 - 1, id_low: 2 ** 52 };

/**
 * The events of a site's UTC day in the order of time, some at once. Others have their turn in between.
 *
 * @param columns what is read, `at`, `id_high` and `id_low` among it
 * @param which of them. Default: all
 */
export async function* dayOfEvents(
  source: DataSource,
  ask: Ask,
  { site, day }: SiteDay,
  columns: string,
  which = '1 = 1',
): AsyncGenerator<readonly EventRow[]> {
  let after = { ...LAST_ID, at: days(day) - 1 };
  for (;;) {
    const rows = await ask<EventRow>(
      tableOf(source, AnalyticsEventEntity).sql(
        `SELECT ${columns} FROM {} WHERE {site} = ${site} AND {at} >= ${after.at} AND {at} < ${days(day + 1)}
         AND (${KEY}) > (${after.at}, ${after.id_high}, ${after.id_low}) AND ${which} ORDER BY ${KEY} LIMIT ${CHUNK}`,
      ),
    );
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    const last = rows.at(-1)!;
    after = { at: Number(last.at), id_high: Number(last.id_high), id_low: Number(last.id_low) };
    await new Promise(setImmediate);
  }
}
