import { type Dimension, kindsOf } from '../../../statistics/dimension.js';
import { type Comparison, type Filter } from '../../../statistics/filter.js';
import { audienceOfFlags, kindOfFlags } from '../../event-row.js';
import { asksForAudience } from '../condition.js';
import { type Place, placeOf } from '../fact.js';
import { type NumbersIn, numbersInCombinations, numbersOf } from '../known-texts.js';
import { type Reading } from '../reading.js';
import { isNegated, textTest } from '../text-test.js';
import { type EventDays } from './event-days.js';
import { eventFactOf } from './event-fact.js';
import { allOf, anyOf, type EventTest, notSo, valueTest } from './event-test.js';

const FLAGS = eventFactOf({ kind: 'audience' })!;
const OF_PEOPLE = valueTest(FLAGS, (flags) => audienceOfFlags(flags) === 'people');

/** Whether columns know what a filter compares. */
export function knowsFilter(filter: Filter | undefined): boolean {
  if (filter === undefined) return true;
  if ('and' in filter) return filter.and.every(knowsFilter);
  if ('or' in filter) return filter.or.every(knowsFilter);
  if ('not' in filter) return knowsFilter(filter.not);
  return placeOf(filter.dimension).kind !== 'property';
}

/**
 * What must hold for an event that is asked about, by columns: the same as `conditionOf` says in words of the database.
 *
 * @param filter which columns know
 * @param days whose events are asked about
 * @param dimension by which they are going to be broken down
 */
export async function eventTestOf(
  filter: Filter | undefined,
  reading: Reading,
  days: EventDays,
  dimension?: Dimension,
): Promise<EventTest> {
  const tests: EventTest[] = [];
  if (dimension !== 'audience' && !(filter && asksForAudience(filter))) tests.push(OF_PEOPLE);
  if (dimension !== undefined) {
    const kinds = kindsOf(dimension);
    tests.push(valueTest(FLAGS, (flags) => kinds.includes(kindOfFlags(flags))));
  }
  if (filter) tests.push(await testOf(filter, reading, days));
  return tests.length > 0 ? allOf(tests) : valueTest(FLAGS, () => true);
}

async function testOf(filter: Filter, reading: Reading, days: EventDays): Promise<EventTest> {
  const all = async (filters: readonly Filter[]): Promise<EventTest[]> => {
    const tests: EventTest[] = [];
    for (const one of filters) tests.push(await testOf(one, reading, days));
    return tests;
  };
  if ('and' in filter) return allOf(await all(filter.and));
  if ('or' in filter) return anyOf(await all(filter.or));
  if ('not' in filter) return notSo(await testOf(filter.not, reading, days));
  const test = await ofComparison(filter, reading, days);
  return isNegated(filter) ? notSo(test) : test;
}

async function ofComparison(comparison: Comparison, reading: Reading, days: EventDays): Promise<EventTest> {
  const place = placeOf(comparison.dimension);
  const fact = eventFactOf(place)!;
  if (place.kind === 'audience') {
    const test = textTest(comparison);
    return valueTest(fact, (flags) => test(audienceOfFlags(flags)));
  }
  const numbers = await numbersOf(comparison, reading, numbersInColumns(days));
  const wanted = new Set(await combinationsWith(place, numbers, reading));
  return valueTest(fact, (value) => wanted.has(value));
}

const numbersInColumns =
  (days: EventDays): NumbersIn =>
  async (place, reading) => {
    if (place.kind === 'client' || place.kind === 'arrival' || place.kind === 'origin')
      return numbersInCombinations(place, reading);
    const fact = eventFactOf(place)!;
    const numbers = new Set<number>();
    for await (const day of days.read(new Set(fact.needs)))
      for (const number of fact.of(day).values) numbers.add(number);
    return [...numbers];
  };

/** The clients or arrivals that have one of some texts; the texts themselves where events have them. */
async function combinationsWith(
  place: Place,
  numbers: readonly number[],
  reading: Reading,
): Promise<readonly number[]> {
  if (place.kind !== 'client' && place.kind !== 'arrival' && place.kind !== 'origin') return numbers;
  const values = reading.values();
  const [letter, table] = place.kind === 'client' ? ['c', 'client'] : ['a', 'arrival'];
  const rows = await reading.ask<{ id: number }>(
    `SELECT ${letter}.{id} AS "id" FROM {${table}} ${letter} WHERE ${letter}.{${place.column}} IN ${values.numbers(numbers)}`,
    values,
  );
  return rows.map(({ id }) => id);
}
