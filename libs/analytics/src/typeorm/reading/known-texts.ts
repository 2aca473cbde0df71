import { VISIT_GAP } from '../../fold/days.js';
import { type Comparison } from '../../statistics/filter.js';
import { type Span } from '../../statistics/period.js';
import { placeOf, type Place, propertySql } from './fact.js';
import { type Reading } from './reading.js';
import { type TextTest, textTest, wantedOf } from './text-test.js';
import { type Values } from './values.js';
import { whole } from './whole.js';

interface TermRow {
  readonly id: number;
  readonly text: string;
}

/** The numbers of the texts that stand in a place, or more. */
export type NumbersIn = (place: Place, reading: Reading) => Promise<readonly number[]>;

type CombinedPlace = Extract<Place, { readonly column: string }>;

/** So many texts are tested as fast as a month's events are looked through. */
const MOST_TESTED = 20_000;
const TERMS = 'SELECT t.{id} AS "id", t.{text} AS "text" FROM {term} t WHERE';

/**
 * The numbers of the texts that pass the test of a comparison. JavaScript says which do, so that both databases have one opinion of letters and patterns.
 *
 * @param numbersIn asked where there are too many texts to look at them all
 */
export async function numbersOf(
  comparison: Comparison,
  reading: Reading,
  numbersIn: NumbersIn,
): Promise<readonly number[]> {
  const test = textTest(comparison);
  const rows = await candidates(comparison, reading, numbersIn);
  const numbers = rows.filter(({ text }) => test(text)).map(({ id }) => id);
  return test('') ? [...new Set([...numbers, ...reading.nothing])] : numbers;
}

function candidates(comparison: Comparison, reading: Reading, numbersIn: NumbersIn): Promise<TermRow[]> {
  const values = reading.values();
  switch (comparison.operator) {
    case 'is':
    case 'is_not':
      return reading.ask(`${TERMS} t.{text} IN ${values.texts(wantedOf(comparison.value))}`, values);
    case 'contains':
    case 'not_contains':
      return reading.ask(`${TERMS} ${mayContain(wantedOf(comparison.value), reading, values)}`, values);
    case 'matches':
      return matchable(comparison, reading, numbersIn);
  }
}

/** All texts of a dictionary that is small; of a large one those that stand where they are asked for, which takes long to find out. */
async function matchable({ dimension }: Comparison, reading: Reading, numbersIn: NumbersIn): Promise<TermRow[]> {
  const all = await reading.ask<TermRow>(`${TERMS} 1 = 1 LIMIT ${MOST_TESTED + 1}`);
  if (all.length <= MOST_TESTED) return all;
  const values = reading.values();
  const numbers = await numbersIn(placeOf(dimension), reading);
  return reading.ask(`${TERMS} t.{id} IN ${values.numbers(numbers)}`, values);
}

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

/** What certainly has none of some parts is not even looked at: of ASCII all have one opinion. */
function mayContain(parts: readonly string[], { dialect }: Reading, values: Values): string {
  const [bytes, lower, find] =
    dialect === 'postgres'
      ? ['octet_length(t.{text})', 'lower(t.{text} COLLATE "C")', 'strpos']
      : ['length(CAST(t.{text} AS blob))', 'lower(t.{text})', 'instr'];
  const found = parts.filter(isAscii).map((part) => `${find}(${lower}, ${values.of(part.toLowerCase())}) > 0`);
  return [`${bytes} <> length(t.{text})`, ...found].join(' OR ');
}

/** The numbers of all texts that the events of a time have somewhere, or more. */
export const numbersInRows =
  ({ start, end }: Span): NumbersIn =>
  async (place, reading) => {
    const { site } = reading;
    const ofEvents = (column: string): string =>
      `SELECT DISTINCT e.{${column}} AS "id" FROM {event} e
       WHERE e.{site} = ${site} AND e.{at} >= ${whole(start)} AND e.{at} < ${whole(end)}`;
    switch (place.kind) {
      case 'event':
        return numbersBy(reading, ofEvents(place.column));
      case 'visit':
        return numbersBy(
          reading,
          `SELECT DISTINCT v.{${place.column}} AS "id" FROM {visit} v
           WHERE v.{site} = ${site} AND v.{begun} < ${whole(end)} AND v.{ended} >= ${whole(start - VISIT_GAP)}`,
        );
      case 'client':
      case 'arrival':
      case 'origin':
        return numbersInCombinations(place, reading);
      case 'name':
      case 'audience':
      case 'property':
        return numbersBy(reading, ofEvents('name'));
    }
  };

/** The same of those that clients or arrivals have. */
export const numbersInCombinations = ({ kind, column }: CombinedPlace, reading: Reading): Promise<readonly number[]> =>
  numbersBy(
    reading,
    kind === 'client'
      ? `SELECT DISTINCT c.{${column}} AS "id" FROM {client} c`
      : `SELECT DISTINCT a.{${column}} AS "id" FROM {arrival} a`,
  );

async function numbersBy(reading: Reading, statement: string): Promise<readonly number[]> {
  return (await reading.ask<{ id: number }>(statement)).map(({ id }) => id);
}

/** The values of a property that pass the test of a comparison. */
export async function propertiesOf(
  name: string,
  comparison: Comparison,
  reading: Reading,
  { start, end }: Span,
): Promise<readonly string[]> {
  const { operator, value } = comparison;
  if (operator === 'is' || operator === 'is_not') return wantedOf(value);
  const values = reading.values();
  const rows = await reading.ask<{ text: string }>(
    `SELECT DISTINCT ${propertySql(name, reading, values)} AS "text" FROM {event} e
     WHERE e.{site} = ${reading.site} AND e.{at} >= ${whole(start)} AND e.{at} < ${whole(end)} AND e.{properties} <> ''`,
    values,
  );
  const test: TextTest = textTest(comparison);
  return [...rows.map(({ text }) => text), ''].filter(test);
}
