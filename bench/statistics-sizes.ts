import { type DataSource } from 'typeorm';

const TABLES = { event: 'events', visit: 'visits', sum: 'sums', column: 'columns' } as const;

/** Bytes of a table with its indexes, those of its partitions included. */
async function bytesOf(source: DataSource, table: string): Promise<number> {
  const [row] = await source.query<{ bytes: number | string }[]>(
    source.options.type === 'postgres'
      ? `SELECT SUM(pg_total_relation_size(relid)) AS bytes FROM (SELECT '${table}'::regclass AS relid UNION SELECT relid FROM pg_partition_tree('${table}')) AS t`
      : `SELECT SUM(pgsize) AS bytes FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name = '${table}')`,
  );
  return Number(row!.bytes);
}

/** Prints how much room the rows of each table take, indexes included, and what that is for each event. */
export async function tellSizes(source: DataSource): Promise<void> {
  const sizes: Record<string, object> = {};
  let events = 0;
  for (const [name, says] of Object.entries(TABLES)) {
    const table = `privacy_analytics_${name}`;
    const [row] = await source.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${table}`);
    const [rows, bytes] = [Number(row!.n), await bytesOf(source, table)];
    events ||= rows;
    sizes[says] = {
      ...{ rows, MB: Math.round(bytes / 1e6) },
      'bytes a row': Math.round(bytes / rows),
      'bytes an event': Math.round(bytes / events),
    };
  }
  console.table(sizes);
}
