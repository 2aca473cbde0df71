import { type Dialect, dialectOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { type Audience } from '../../event/analytics-event.js';
import { askOf } from '../ask.js';
import { DayRows } from '../columns/day-rows.js';
import { tableNames } from './table-names.js';
import { Values } from './values.js';

/** Numbers of the texts that every question needs. */
interface NeededNumbers {
  readonly site: number;
  /** Of the empty text. */
  readonly empty: number;
  readonly audiences: Readonly<Record<Audience, number>>;
}

/** No text of the dictionary has it. */
const NONE = 0;

/** One question of one site: asks the database by what {@link tableNames} and {@link Values} make of a statement. */
export class Reading {
  private constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
    private readonly numbers: NeededNumbers,
  ) {}

  /** @returns `undefined` when nobody knows the site */
  static async of(source: DataSource, manager: EntityManager, site: string): Promise<Reading | undefined> {
    const texts = [site, '', 'people', 'bots', 'agents'] as const;
    const asking = new Reading(source, manager, NOBODY);
    const values = asking.values();
    const rows = await asking.ask<{ id: number; text: string }>(
      `SELECT t.{id} AS "id", t.{text} AS "text" FROM {term} t WHERE t.{text} IN ${values.texts(texts)}`,
      values,
    );
    const [number, empty, people, bots, agents] = texts.map(
      (text) => rows.find((row) => row.text === text)?.id ?? NONE,
    ) as [number, number, number, number, number];
    if (number === NONE) return undefined;
    return new Reading(source, manager, {
      site: number,
      empty,
      audiences: { people, bots, agents },
    });
  }

  get dialect(): Dialect {
    return dialectOf(this.source);
  }

  get site(): number {
    return this.numbers.site;
  }

  /** What stands for no value: the empty text, and nothing at all. */
  get nothing(): readonly number[] {
    return [NONE, this.numbers.empty];
  }

  get audiences(): Readonly<Record<Audience, number>> {
    return this.numbers.audiences;
  }

  values(): Values {
    return new Values(this.dialect);
  }

  /** The rows of a UTC day, counted from the epoch. */
  rowsOfDay(day: number): DayRows {
    return new DayRows(this.source, askOf(this.manager), { site: this.site, day });
  }

  /** The same of a statement that reads many events: PostgreSQL is given room for it, and told not to look up one row after the other, for it cannot know how many there are. */
  async askAtLarge<Row>(text: string, values: Values): Promise<Row[]> {
    if (this.dialect === 'sqlite') return this.ask(text, values);
    await this.ask(AT_LARGE);
    const rows = await this.ask<Row>(text, values);
    await this.ask(AS_BEFORE);
    return rows;
  }

  ask<Row>(text: string, values: Values = this.values()): Promise<Row[]> {
    const { sql, parameters } = values.fill(tableNames(this.source)(text));
    return this.manager.query<Row[]>(sql, parameters);
  }
}

/** For the transaction alone. */
const AT_LARGE = `SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('enable_nestloop', 'off', true)`;
const AS_BEFORE = `SELECT set_config('enable_nestloop', 'on', true)`;

const NOBODY: NeededNumbers = { site: NONE, empty: NONE, audiences: { people: NONE, bots: NONE, agents: NONE } };
