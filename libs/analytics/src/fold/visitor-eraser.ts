import { addEvent, addVisit, addVisitorDay } from './contributions.js';
import { type CodedEvent } from './coded-event.js';
import { NO_VISIT } from './segment.js';
import { type Sums } from './sums.js';
import { partsByVisit, segmentsByVisit, settleVisit, type Visit } from './visit.js';
import { type VisitorDay } from './visitor-day.js';

/** What is left when visitors were taken out. */
export interface Erased {
  /** Visits of which other visitors' events are left. */
  readonly visits: readonly Visit[];
  /** Those of which nothing is. */
  readonly gone: readonly number[];
  /** The rows that are left. */
  readonly rows: readonly VisitorDay[];
}

function count(sums: Sums, rows: readonly VisitorDay[], visits: readonly Visit[], sign: 1 | -1): void {
  for (const row of rows) addVisitorDay(sums, row, sign);
  const segments = segmentsByVisit(rows);
  for (const visit of visits) addVisit(sums, visit, segments.get(visit.id) ?? [], sign);
}

/** What nobody did anything in that was live is no visit any more; what is left of it belongs to none. */
function release(visit: number, rows: readonly VisitorDay[]): void {
  for (const row of rows) {
    row.touches = row.touches.filter((touch) => touch.visit !== visit);
    for (const segment of row.segments)
      if (segment.visit === visit) Object.assign(segment, { visit: NO_VISIT, entryPage: 0, exitPage: 0 });
  }
}

/**
 * Takes visitors' days out of visits and sums, as if these visitors had not been there. A visit that they shared with others, because they were known by another name in it, goes on without
 * them as one.
 *
 * @param rows all parts of `visits`, and the rows that are to go
 * @param visits those that the rows are part of
 * @param events all events of the rows that are to go
 * @param isErased whether a row is to go
 */
export function eraseVisitors(
  sums: Sums,
  rows: readonly VisitorDay[],
  visits: readonly Visit[],
  events: readonly CodedEvent[],
  isErased: (row: VisitorDay) => boolean,
): Erased {
  count(sums, rows, visits, -1);
  for (const event of events) addEvent(sums, event, -1);
  const left = rows.filter((row) => !isErased(row));
  const segments = segmentsByVisit(left);
  const gone = visits.filter(({ id }) => !(segments.get(id) ?? []).some(({ first }) => first !== null));
  for (const { id } of gone) release(id, left);
  const parts = partsByVisit(left);
  const going = visits.filter((visit) => !gone.includes(visit));
  const settled = going.map(({ id }) => settleVisit(id, segments.get(id) ?? [], parts.get(id) ?? []));
  count(sums, left, settled, 1);
  return { visits: settled, gone: gone.map(({ id }) => id), rows: left };
}
