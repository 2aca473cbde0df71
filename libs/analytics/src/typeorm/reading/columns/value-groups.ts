import { type Dimension } from '../../../statistics/dimension.js';
import { audienceOfFlags } from '../../event-row.js';
import { type Column } from '../../columns/column.js';
import { type DayFact, type EventDay } from '../../columns/event-day.js';
import { type Place, placeOf } from '../fact.js';
import { type Reading } from '../reading.js';
import { type EventFact, eventFactOf } from './event-fact.js';

/** Values that are left out. */
const NO_GROUP = -1;

/** Numbers the values of a dimension in the order in which they are found. */
export class ValueGroups {
  /** Number of the text of each group. */
  readonly texts: number[] = [];
  private readonly groupOf = new Map<number, number>();
  private readonly textOf = new Map<number, number>();
  private readonly place: Place;
  private readonly fact: EventFact;

  /** @param dimension which columns know */
  constructor(
    private readonly reading: Reading,
    dimension: Dimension,
  ) {
    this.place = placeOf(dimension);
    this.fact = eventFactOf(this.place)!;
    for (const nothing of reading.nothing) this.groupOf.set(nothing, NO_GROUP);
  }

  get needs(): readonly DayFact[] {
    return this.fact.needs;
  }

  /** The group of each event of a day; -1 where its value is left out. */
  async of(day: EventDay): Promise<Column> {
    const { values, places } = this.fact.of(day);
    await this.learn(values);
    return { values: values.map((value) => this.groupWith(this.textOfValue(value))), places };
  }

  private textOfValue(value: number): number {
    if (this.place.kind === 'audience') return this.reading.audiences[audienceOfFlags(value)];
    return this.textOf.get(value) ?? value;
  }

  private groupWith(text: number): number {
    let group = this.groupOf.get(text);
    if (group === undefined) this.groupOf.set(text, (group = this.texts.push(text) - 1));
    return group;
  }

  /** Clients and arrivals have the text in one of their columns. */
  private async learn(combinations: Float64Array): Promise<void> {
    const { place, reading } = this;
    if (place.kind !== 'client' && place.kind !== 'arrival' && place.kind !== 'origin') return;
    const unknown = [...combinations].filter((id) => id >= 0 && !this.textOf.has(id));
    if (unknown.length === 0) return;
    const values = reading.values();
    const [letter, table] = place.kind === 'client' ? ['c', 'client'] : ['a', 'arrival'];
    const rows = await reading.ask<{ id: number; text: number }>(
      `SELECT ${letter}.{id} AS "id", ${letter}.{${place.column}} AS "text" FROM {${table}} ${letter} WHERE ${letter}.{id} IN ${values.numbers(unknown)}`,
      values,
    );
    for (const { id, text } of rows) this.textOf.set(id, text);
  }
}
