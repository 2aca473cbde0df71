import { type Dialect, dialectOf, perDataSource, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';
import { type Visit, type VisitPart } from '../../fold/visit.js';
import { RowList } from './row-list.js';

interface Row {
  readonly id: number | string;
  readonly begun: number | string;
  readonly ended: number | string;
  readonly entry: number;
  readonly exit: number;
  readonly arrival: number;
  readonly bounced: number;
  readonly counts: number;
  readonly parts: string;
}

const CHANGING = ['begun', 'ended', 'entry', 'exit', 'arrival', 'bounced', 'counts', 'parts'] as const;
const READ = ['id', ...CHANGING] as const;

function statementsOf(table: SqlTable, dialect: Dialect) {
  const ids = new RowList(dialect, [['id', 'bigint']]);
  const rows = new RowList(dialect, [
    ['id', 'bigint'],
    ['site', 'integer'],
    ['begun', 'bigint'],
    ['ended', 'bigint'],
    ['entry', 'integer'],
    ['exit', 'integer'],
    ['arrival', 'integer'],
    ['bounced', 'smallint'],
    ['counts', 'smallint'],
    ['parts', 'text'],
  ]);
  const all = ['id', 'site', ...CHANGING];
  return {
    ids,
    rows,
    read: table.sql(
      `SELECT ${READ.map((name) => `v.{${name}} AS "${name}"`).join(', ')} FROM ${ids.sql} JOIN {} v ON v.{id} = k."id"`,
    ),
    put: table.sql(
      `INSERT INTO {} (${all.map((name) => `{${name}}`).join(', ')}) SELECT ${all.map((name) => `k."${name}"`).join(', ')} FROM ${rows.sql} WHERE true ORDER BY k."id"
       ON CONFLICT ({id}) DO UPDATE SET ${CHANGING.map((name) => `{${name}} = excluded.{${name}}`).join(', ')}`,
    ),
    remove: table.sql(`DELETE FROM {} WHERE {id} IN (SELECT k."id" FROM ${ids.sql})`),
  };
}

const statements = perDataSource((source) => statementsOf(tableOf(source, AnalyticsVisitEntity), dialectOf(source)));

/** Visits by their numbers. */
export class VisitTable {
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
  ) {}

  /** Those of some visits that are there. Whoever has locked all of its parts is the only one who changes a visit. */
  async read(ids: Iterable<number>): Promise<Visit[]> {
    const sorted = [...ids].sort((a, b) => a - b);
    if (sorted.length === 0) return [];
    const { ids: list, read } = statements(this.source);
    const rows = await this.manager.query<Row[]>(read, list.values(sorted.map((id) => [id])));
    return rows.map(({ id, begun, ended, entry, exit, arrival, bounced, counts, parts }) => ({
      ...{ id: Number(id), begun: Number(begun), ended: Number(ended), entry, exit, arrival },
      bounced: bounced === 1,
      counts: counts === 1,
      parts: JSON.parse(parts) as VisitPart[],
    }));
  }

  async put(site: number, visits: readonly Visit[]): Promise<void> {
    if (visits.length === 0) return;
    const { rows: list, put } = statements(this.source);
    const rows = visits.map(({ id, begun, ended, entry, exit, arrival, bounced, counts, parts }) => [
      ...[id, site, begun, ended, entry, exit, arrival, bounced ? 1 : 0, counts ? 1 : 0],
      JSON.stringify(parts),
    ]);
    await this.manager.query(put, list.values(rows));
  }

  async remove(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const { ids: list, remove } = statements(this.source);
    await this.manager.query(remove, list.values(ids.map((id) => [id])));
  }
}
