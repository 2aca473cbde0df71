import { type Dialect } from '@nest-privacy/core/typeorm';
import { whole } from './whole.js';

type Given = string | number | readonly string[] | readonly number[];

/** From this many on a list of numbers is a parameter rather than a part of the statement, by which databases plan better. */
const MOST_WRITTEN = 50;
const PLACE = /:p(\d+):/g;

/** The parameters of a statement. They may stand in it in any order, and more than once. */
export class Values {
  private readonly given: Given[] = [];

  constructor(private readonly dialect: Dialect) {}

  /** Stands for a text or a number. */
  of(value: string | number): string {
    return this.place(value);
  }

  /** Stands for what comes after `IN`. */
  numbers(values: readonly number[]): string {
    if (values.length === 0) return '(SELECT 0 WHERE 1 = 0)';
    return values.length < MOST_WRITTEN ? `(${values.map(whole).join(', ')})` : this.listed(values);
  }

  /** The same of texts. */
  texts(values: readonly string[]): string {
    return this.listed(values);
  }

  /** The statement as its database takes it, with what stands in it. */
  fill(text: string): { readonly sql: string; readonly parameters: unknown[] } {
    if (this.dialect === 'postgres') return this.fillNumbered(text);
    const parameters: unknown[] = [];
    const sql = text.replaceAll(PLACE, (_match, i: string) => {
      const value = this.given[Number(i)]!;
      parameters.push(Array.isArray(value) ? JSON.stringify(value) : value);
      return '?';
    });
    return { sql, parameters };
  }

  /** PostgreSQL wants no parameter that does not stand in the statement. */
  private fillNumbered(text: string): { readonly sql: string; readonly parameters: unknown[] } {
    const order: number[] = [];
    const sql = text.replaceAll(PLACE, (_match, digits: string) => {
      const i = Number(digits);
      const found = order.indexOf(i);
      const number = found < 0 ? order.push(i) : found + 1;
      return `$${number}::${typeOf(this.given[i]!)}`;
    });
    return { sql, parameters: order.map((i) => this.given[i]) };
  }

  private listed(values: readonly string[] | readonly number[]): string {
    const place = this.place(values);
    return this.dialect === 'postgres' ? `(SELECT unnest(${place}))` : `(SELECT "value" FROM json_each(${place}))`;
  }

  private place(value: Given): string {
    return `:p${this.given.push(value) - 1}:`;
  }
}

function typeOf(value: Given): string {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'double precision';
  return typeof value[0] === 'number' ? 'integer[]' : 'text[]';
}
