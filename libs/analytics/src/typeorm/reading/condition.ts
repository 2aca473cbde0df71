import { type Audience } from '../../event/analytics-event.js';
import { type Dimension } from '../../statistics/dimension.js';
import { type Comparison, type Filter } from '../../statistics/filter.js';
import { type Span } from '../../statistics/period.js';
import { AUDIENCE_BITS, BITS_OF_AUDIENCE, IS_OF_PEOPLE, NAME_OF_EVENT } from './event-kind.js';
import { type Joined, placeOf, propertySql } from './fact.js';
import { numbersInRows, numbersOf, propertiesOf } from './known-texts.js';
import { type Reading } from './reading.js';
import { isNegated, textTest } from './text-test.js';
import { type Values } from './values.js';

/** What must hold for an event, and the tables beside it that this takes. */
export interface Condition {
  readonly sql: string;
  readonly joins: readonly Joined[];
}

/** Whether a filter compares the audience anywhere. */
export function asksForAudience(filter: Filter): boolean {
  if ('and' in filter) return filter.and.some(asksForAudience);
  if ('or' in filter) return filter.or.some(asksForAudience);
  if ('not' in filter) return asksForAudience(filter.not);
  return filter.dimension === 'audience';
}

/**
 * What must hold for an event that is asked about: of people, unless the question is about the audience.
 *
 * @param range in which the events are
 * @param dimension by which they are going to be broken down
 */
export async function conditionOf(
  filter: Filter | undefined,
  reading: Reading,
  values: Values,
  range: Span,
  dimension?: Dimension,
): Promise<Condition> {
  const ofPeople = dimension === 'audience' || (filter && asksForAudience(filter)) ? [] : [IS_OF_PEOPLE];
  const asked = filter ? await new Conditions(reading, values, range).of(filter) : ALL;
  return { sql: [...ofPeople, asked.sql].join(' AND '), joins: asked.joins };
}

/** The condition of a filter alone. */
export const filterCondition = (filter: Filter, reading: Reading, values: Values, range: Span): Promise<Condition> =>
  new Conditions(reading, values, range).of(filter);

const ALL: Condition = { sql: '1 = 1', joins: [] };

class Conditions {
  constructor(
    private readonly reading: Reading,
    private readonly values: Values,
    private readonly range: Span,
  ) {}

  async of(filter: Filter): Promise<Condition> {
    if ('and' in filter) return this.joined(filter.and, ' AND ');
    if ('or' in filter) return this.joined(filter.or, ' OR ');
    if ('not' in filter) return negated(await this.of(filter.not));
    const condition = await this.ofComparison(filter);
    return isNegated(filter) ? negated(condition) : condition;
  }

  private async joined(filters: readonly Filter[], word: string): Promise<Condition> {
    const parts: Condition[] = [];
    for (const filter of filters) parts.push(await this.of(filter));
    return { sql: `(${parts.map(({ sql }) => sql).join(word)})`, joins: parts.flatMap(({ joins }) => joins) };
  }

  private async ofComparison(comparison: Comparison): Promise<Condition> {
    const place = placeOf(comparison.dimension);
    if (place.kind === 'audience') return { sql: `${AUDIENCE_BITS} IN ${this.audiences(comparison)}`, joins: [] };
    if (place.kind === 'property') return this.ofProperty(place.name, comparison);
    const list = this.values.numbers(await numbersOf(comparison, this.reading, numbersInRows(this.range)));
    switch (place.kind) {
      case 'event':
        return { sql: `e.{${place.column}} IN ${list}`, joins: [] };
      case 'client':
        return { sql: `e.{client} IN (SELECT c.{id} FROM {client} c WHERE c.{${place.column}} IN ${list})`, joins: [] };
      case 'arrival':
        return { sql: `e.{arrival} IN ${arrivalsWith(place.column, list)}`, joins: [] };
      case 'origin':
        return { sql: `COALESCE(v.{arrival}, e.{arrival}) IN ${arrivalsWith(place.column, list)}`, joins: ['visit'] };
      case 'visit':
        return { sql: `COALESCE(v.{${place.column}}, 0) IN ${list}`, joins: ['visit'] };
      case 'name':
        return { sql: `${NAME_OF_EVENT} IN ${list}`, joins: [] };
    }
  }

  private async ofProperty(name: string, comparison: Comparison): Promise<Condition> {
    const texts = await propertiesOf(name, comparison, this.reading, this.range);
    const read = propertySql(name, this.reading, this.values);
    return { sql: `${read} IN ${this.values.texts(texts)}`, joins: [] };
  }

  private audiences(comparison: Comparison): string {
    const test = textTest(comparison);
    const bits = (Object.keys(BITS_OF_AUDIENCE) as Audience[]).filter(test).map((name) => BITS_OF_AUDIENCE[name]);
    return this.values.numbers(bits);
  }
}

const negated = ({ sql, joins }: Condition): Condition => ({ sql: `NOT (${sql})`, joins });

const arrivalsWith = (column: string, list: string): string =>
  `(SELECT a.{id} FROM {arrival} a WHERE a.{${column}} IN ${list})`;
