import { type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { ConsentServedDayEntity } from '../../entities/consent-served-day.entity.js';
import { ConsentServedEntity } from '../../entities/consent-served.entity.js';
import { addTally } from '../../tally/add-tally.js';
import { Tally } from '../../tally/tally.js';
import { type ServedNotice, type ServedToSubject } from './served-notice.js';

/** Rows in one statement; ten values each, far below the parameters either database takes. */
const ROWS = 200;

type Value = string | number;

/** What a column is taken for, and its value. */
type Cell = readonly [type: 'varchar' | 'integer' | 'bigint', value: Value];

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += ROWS) yield rows.slice(i, i + ROWS);
}

/** `VALUES` with places that both databases read, each with its type, which PostgreSQL wants to be told. */
function valuesOf(rows: readonly (readonly Cell[])[], isPostgres: boolean): { sql: string; parameters: Value[] } {
  let place = 0;
  const lists = rows.map((row) => {
    const cells = row.map(([type]) => `CAST(${isPostgres ? `$${(place += 1)}` : '?'} AS ${type})`);
    return `(${cells.join(', ')})`;
  });
  return { sql: `VALUES ${lists.join(', ')}`, parameters: rows.flatMap((row) => row.map(([, value]) => value)) };
}

const keyOf = (served: ServedToSubject): readonly Cell[] => [
  ['varchar', served.siteId],
  ['varchar', served.subjectId],
  ['integer', served.noticeVersion],
];

const entryOf = (served: ServedToSubject): readonly Cell[] => [
  ...keyOf(served),
  ['varchar', served.id],
  ['varchar', served.language],
  ['varchar', served.variant],
  ['varchar', served.surface],
  ['bigint', served.at],
];

const addSql = (table: SqlTable, values: string): string =>
  table.sql(`
    INSERT INTO {} ({site_id}, {subject_id}, {notice_version}, {id}, {language}, {variant}, {surface}, {served_at})
    SELECT * FROM (${values}) AS told WHERE NOT EXISTS (
      SELECT 1 FROM {} AS known WHERE known.{site_id} = told.column1 AND known.{subject_id} = told.column2
      AND known.{notice_version} = told.column3
    )
    ON CONFLICT DO NOTHING RETURNING {id} AS id`);

const sinceSql = (table: SqlTable, values: string): string =>
  table.sql(`
    SELECT known.{id} AS id, known.{served_at} AS since FROM {} AS known JOIN (${values}) AS told
    ON known.{site_id} = told.column1 AND known.{subject_id} = told.column2 AND known.{notice_version} = told.column3`);

const countSql = (table: SqlTable, values: string): string =>
  table.sql(`
    INSERT INTO {} AS counted ({site_id}, {day}, {notice_version}, {language}, {variant}, {surface}, {country}, {shown})
    SELECT * FROM (${values}) AS told WHERE true
    ON CONFLICT ({site_id}, {day}, {notice_version}, {language}, {variant}, {surface}, {country})
    DO UPDATE SET {shown} = counted.{shown} + excluded.{shown}`);

/**
 * Adds what was shown to subjects, once for each version, and counts each that is new together with what was shown to nobody in particular.
 *
 * @param manager of a transaction
 * @returns since when each was shown, by id, in milliseconds since the epoch: earlier where it is told of again
 */
export async function addServed(
  manager: EntityManager,
  toSubjects: readonly ServedToSubject[],
  toNobody: readonly ServedNotice[],
): Promise<ReadonlyMap<string, number>> {
  const { connection } = manager as EntityManager & { connection: DataSource };
  const isPostgres = connection.options.type === 'postgres';
  const table = tableOf(connection, ConsentServedEntity);
  const byId = new Map(toSubjects.map((served) => [served.id, served]));
  // In one order everywhere, so that processes that write the same rows wait for each other and for nothing else.
  const sorted = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const counted: ServedNotice[] = [...toNobody];
  const since = new Map<string, number>();
  for (const chunk of chunks(sorted)) {
    const { sql, parameters } = valuesOf(chunk.map(entryOf), isPostgres);
    const added: { id: string }[] = await manager.query(addSql(table, sql), parameters);
    for (const { id } of added) {
      const served = byId.get(id)!;
      since.set(id, served.at);
      if (!served.isCounted) counted.push(served);
    }
    const again = chunk.filter(({ id }) => !since.has(id));
    if (again.length > 0) {
      const known = valuesOf(again.map(keyOf), isPostgres);
      const rows: { id: string; since: number | string }[] = await manager.query(
        sinceSql(table, known.sql),
        known.parameters,
      );
      for (const row of rows) since.set(row.id, Number(row.since));
    }
  }
  await count(manager, tableOf(connection, ConsentServedDayEntity), counted, isPostgres);
  await addTally(connection, manager, tallyOf(counted));
  return since;
}

/** The same by one property at a time, for reports. */
function tallyOf(counted: readonly ServedNotice[]): Tally {
  const tally = new Tally();
  for (const { siteId, at, noticeVersion, language, variant, surface, country } of counted) {
    const properties = { noticeVersion: String(noticeVersion), language, variant, surface, country };
    tally.add({ siteId, at, properties }, '', { shown: 1 });
  }
  return tally;
}

async function count(
  manager: EntityManager,
  table: SqlTable,
  counted: readonly ServedNotice[],
  isPostgres: boolean,
): Promise<void> {
  const sums = new Map<string, { readonly served: ServedNotice; shown: number }>();
  for (const served of counted) {
    const { siteId, at, noticeVersion, language, variant, surface, country } = served;
    const key = JSON.stringify([siteId, dayOf(at), noticeVersion, language, variant, surface, country]);
    const sum = sums.get(key) ?? { served, shown: 0 };
    sum.shown += 1;
    sums.set(key, sum);
  }
  const rows = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { served, shown }]): readonly Cell[] => [
      ['varchar', served.siteId],
      ['varchar', dayOf(served.at)],
      ['integer', served.noticeVersion],
      ['varchar', served.language],
      ['varchar', served.variant],
      ['varchar', served.surface],
      ['varchar', served.country],
      ['bigint', shown],
    ]);
  for (const chunk of chunks(rows)) {
    const { sql, parameters } = valuesOf(chunk, isPostgres);
    await manager.query(countSql(table, sql), parameters);
  }
}
