import { type Dialect, dialectOf, perDataSource, read, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsTermEntity } from '../../entities/analytics-term.entity.js';

/** A text of the dictionary. */
export interface Term {
  readonly id: number;
  readonly text: string;
  /** Day on which it was last looked up for an event, counted from the epoch. */
  readonly needed: number;
}

/** Terms that are read at once. */
const PAGE = 2_000;

/** The statements on the table of texts. Rows are locked in one order everywhere, so that no two processes wait for each other in a circle. */
interface Statements {
  readonly find: string;
  readonly mark: string;
  readonly add: string;
  readonly remove: string;
  /** How a parameter holds several values. */
  readonly list: (values: readonly (string | number)[]) => unknown;
}

/** A row by these names, whatever the database calls its columns. */
const rowOf = (table = ''): string =>
  ['id', 'text', 'needed'].map((name) => `${table}{${name}} AS "${name}"`).join(', ');

const IN_ORDER = 'ORDER BY {text} COLLATE "C"';
const CONFLICT = `ON CONFLICT ({text}) DO UPDATE SET {needed} = excluded.{needed} RETURNING ${rowOf()}`;

const STATEMENTS: Readonly<Record<Dialect, Statements>> = {
  postgres: {
    find: `SELECT ${rowOf()} FROM {} WHERE {text} = ANY($1::text[])`,
    mark: `WITH locked AS (SELECT {id} AS id FROM {} WHERE {id} = ANY($1::integer[]) ${IN_ORDER} FOR UPDATE),
        marked AS (UPDATE {} t SET {needed} = $2::integer FROM locked WHERE t.{id} = locked.id RETURNING ${rowOf('t.')})
      SELECT * FROM marked`,
    add: `INSERT INTO {} ({text}, {needed}) SELECT added, $2::integer FROM unnest($1::text[]) AS added ORDER BY added COLLATE "C" ${CONFLICT}`,
    remove: `WITH locked AS (SELECT {id} AS id FROM {} WHERE {id} = ANY($1::integer[]) AND {needed} < $2::integer ${IN_ORDER} FOR UPDATE),
        removed AS (DELETE FROM {} t USING locked WHERE t.{id} = locked.id AND t.{needed} < $2::integer RETURNING t.{id} AS "id")
      SELECT * FROM removed`,
    list: (values) => values,
  },
  sqlite: {
    find: `SELECT ${rowOf()} FROM {} WHERE {text} IN (SELECT "value" FROM json_each(?1))`,
    mark: `UPDATE {} SET {needed} = ?2 WHERE {id} IN (SELECT "value" FROM json_each(?1)) RETURNING ${rowOf()}`,
    add: `INSERT INTO {} ({text}, {needed}) SELECT "value", ?2 FROM json_each(?1) WHERE true ${CONFLICT}`,
    remove: `DELETE FROM {} WHERE {id} IN (SELECT "value" FROM json_each(?1)) AND {needed} < ?2 RETURNING {id} AS "id"`,
    list: (values) => JSON.stringify(values),
  },
};

const tableIn = perDataSource((source) => tableOf(source, AnalyticsTermEntity));

/** The table of texts. */
export class TermTable {
  private readonly statements: Statements;

  constructor(private readonly source: DataSource) {
    this.statements = STATEMENTS[dialectOf(source)];
  }

  /** Those of some texts that are there. */
  find(texts: readonly string[]): Promise<Term[]> {
    const { find, list } = this.statements;
    return read(this.source, (manager) => manager.query<Term[]>(this.named(find), [list(texts)]));
  }

  /** Marks terms as needed on `day`; what is answered is there still, whoever removes others at the same time. */
  mark(ids: readonly number[], day: number): Promise<Term[]> {
    return this.change(this.statements.mark, ids, day);
  }

  /** Adds texts, or marks those that another process has added by now. */
  add(texts: readonly string[], day: number): Promise<Term[]> {
    return this.change(this.statements.add, texts, day);
  }

  /**
   * Removes those of some terms that nobody has needed since `day`.
   *
   * @returns how many
   */
  async remove(ids: readonly number[], day: number): Promise<number> {
    return ids.length > 0 ? (await this.change(this.statements.remove, ids, day)).length : 0;
  }

  /** The highest number of a term. */
  async last(): Promise<number> {
    const [row] = await this.ask<{ last: number | null }>('SELECT MAX({id}) AS "last" FROM {}');
    return row!.last ?? 0;
  }

  /** Terms that nobody has needed since `day`, in the order of their numbers and after the number `after`; some thousand at most. */
  async notNeededSince(day: number, after: number): Promise<number[]> {
    const rows = await this.ask<Pick<Term, 'id'>>(
      `SELECT {id} AS "id" FROM {} WHERE {needed} < ${day} AND {id} > ${after} ORDER BY {id} LIMIT ${PAGE}`,
    );
    return rows.map(({ id }) => id);
  }

  private ask<T>(statement: string): Promise<T[]> {
    return read(this.source, (manager) => manager.query<T[]>(this.named(statement)));
  }

  private change(statement: string, values: readonly (string | number)[], day: number): Promise<Term[]> {
    return write(this.source, (manager) =>
      manager.query<Term[]>(this.named(statement), [this.statements.list(values), day]),
    );
  }

  private named(statement: string): string {
    return tableIn(this.source).sql(statement);
  }
}
