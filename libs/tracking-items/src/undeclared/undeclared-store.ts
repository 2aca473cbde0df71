import { newIdAt } from '@nest-privacy/core/kit';
import { dialectOf, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { chunksOf } from '../catalogue/chunks-of.js';
import { UndeclaredCookieEntity } from '../entities/undeclared-cookie.entity.js';
import { type Sighting } from './sightings.js';

/** Rows in one statement; six values each, far below the parameters either database takes. */
const ROWS = 200;
const COLUMNS = 6;

const addSql = (places: string): string => `
  INSERT INTO {} AS known ({id}, {site}, {name}, {seen}, {first_seen_at}, {last_seen_at}) VALUES ${places}
  ON CONFLICT ({site}, {name}) DO UPDATE SET
    {seen} = known.{seen} + excluded.{seen},
    {first_seen_at} = CASE WHEN excluded.{first_seen_at} < known.{first_seen_at} THEN excluded.{first_seen_at} ELSE known.{first_seen_at} END,
    {last_seen_at} = CASE WHEN excluded.{last_seen_at} > known.{last_seen_at} THEN excluded.{last_seen_at} ELSE known.{last_seen_at} END`;

/** @param isNumbered whether places have numbers, as PostgreSQL wants them */
function placesOf(rows: number, isNumbered: boolean): string {
  const row = (at: number): string =>
    Array.from({ length: COLUMNS }, (_, i) => (isNumbered ? `$${at * COLUMNS + i + 1}` : '?')).join(', ');
  return Array.from({ length: rows }, (_, at) => `(${row(at)})`).join(', ');
}

/** Adds what was seen to what any process has seen before. */
export async function addSightings(
  source: DataSource,
  manager: EntityManager,
  sightings: readonly Sighting[],
): Promise<void> {
  const table = tableOf(source, UndeclaredCookieEntity);
  const isNumbered = dialectOf(source) === 'postgres';
  for (const chunk of chunksOf(sightings, ROWS)) {
    const values = chunk.flatMap(({ site, name, seen, first, last }) => [
      newIdAt(first),
      site,
      name,
      seen,
      first,
      last,
    ]);
    await manager.query(table.sql(addSql(placesOf(chunk.length, isNumbered))), values);
  }
}

/** What is kept of a site's list. */
export interface Keeping {
  /** Entries at most. */
  readonly most: number;
  /** Whether the catalogue knows a name by now. */
  readonly isDeclared: (name: string) => boolean;
}

/**
 * Takes from the lists of all sites what was last seen before.
 *
 * @param time milliseconds since the epoch
 */
export async function forgetBefore(source: DataSource, manager: EntityManager, time: number): Promise<void> {
  const place = dialectOf(source) === 'postgres' ? '$1' : '?';
  // Written out, for TypeORM 0.3 gives a condition of `delete` to the database without the column's transformer.
  const statement = `DELETE FROM {} WHERE {last_seen_at} < ${place}`;
  await manager.query(tableOf(source, UndeclaredCookieEntity).sql(statement), [time]);
}

/** Takes from a site's list what is declared by now, and of too many entries those that were seen least. */
export async function trimSite(manager: EntityManager, site: string, { most, isDeclared }: Keeping): Promise<void> {
  const rows = await manager.find(UndeclaredCookieEntity, {
    where: { site },
    order: { seen: 'DESC', lastSeenAt: 'DESC', id: 'DESC' },
  });
  const wanted = rows.filter(({ name }) => !isDeclared(name));
  const kept = new Set(wanted.slice(0, most).map(({ id }) => id));
  const gone = rows.map(({ id }) => id).filter((id) => !kept.has(id));
  for (const ids of chunksOf(gone, ROWS)) await manager.delete(UndeclaredCookieEntity, { id: In([...ids]) });
}
