import { dialectOf, read } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { tableNames } from './table-names.js';
import { Values } from './values.js';

/** The time of the newest event of a site, in milliseconds since the epoch; `null` without any. */
export async function newestOf(source: DataSource, site: string): Promise<number | null> {
  const values = new Values(dialectOf(source));
  const { sql, parameters } = values.fill(
    tableNames(source)(
      `SELECT MAX(e.{at}) AS "at" FROM {event} e WHERE e.{site} = (SELECT t.{id} FROM {term} t WHERE t.{text} = ${values.of(site)})`,
    ),
  );
  const rows = await read(source, (manager) => manager.query<{ at: number | string | null }[]>(sql, parameters));
  const at = rows[0]?.at ?? null;
  return at === null ? null : Number(at);
}
