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

/** So many texts are tested as fast as a month's events are looked through. */
const MOST_TESTED = 20_000;
const TERMS = 'SELECT t.{id} AS "id", t.{text} AS "text" FROM {term} t WHERE';

/**
 * The numbers of the texts that pass the test of a comparison. JavaScript says which do, so that both databases have one opinion of letters and patterns.
 *
 * @param range in which the events are that are asked about
 */
export async function numbersOf(comparison: Comparison, reading: Reading, range: Span): Promise<readonly number[]> {
  const test = textTest(comparison);
  const rows = await candidates(comparison, reading, range);
  const numbers = rows.filter(({ text }) => test(text)).map(({ id }) => id);
  return test('') ? [...new Set([...numbers, ...reading.nothing])] : numbers;
}

function candidates(comparison: Comparison, reading: Reading, range: Span): Promise<TermRow[]> {
  const values = reading.values();
  switch (comparison.operator) {
    case 'is':
    case 'is_not':
      return reading.ask(`${TERMS} t.{text} IN ${values.texts(wantedOf(comparison.value))}`, values);
    case 'contains':
    case 'not_contains':
      return reading.ask(`${TERMS} ${mayContain(wantedOf(comparison.value), reading, values)}`, values);
    case 'matches':
      return matchable(comparison, reading, range);
  }
}

/** All texts of a dictionary that is small; of a large one those that stand where they are asked for, which takes long to find out. */
async function matchable({ dimension }: Comparison, reading: Reading, range: Span): Promise<TermRow[]> {
  const all = await reading.ask<TermRow>(`${TERMS} 1 = 1 LIMIT ${MOST_TESTED + 1}`);
  return all.length <= MOST_TESTED
    ? all
    : reading.ask(`${TERMS} t.{id} IN (${termsIn(placeOf(dimension), reading, range)})`);
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

/** The numbers of all texts that stand somewhere. */
function termsIn(place: Place, { site }: Reading, { start, end }: Span): string {
  const ofEvents = (column: string): string =>
    `SELECT DISTINCT e.{${column}} FROM {event} e
     WHERE e.{site} = ${site} AND e.{at} >= ${whole(start)} AND e.{at} < ${whole(end)}`;
  switch (place.kind) {
    case 'event':
      return ofEvents(place.column);
    case 'visit':
      return `SELECT DISTINCT v.{${place.column}} FROM {visit} v
        WHERE v.{site} = ${site} AND v.{begun} < ${whole(end)} AND v.{ended} >= ${whole(start - VISIT_GAP)}`;
    case 'client':
      return `SELECT DISTINCT c.{${place.column}} FROM {client} c`;
    case 'arrival':
    case 'origin':
      return `SELECT DISTINCT a.{${place.column}} FROM {arrival} a`;
    case 'name':
    case 'audience':
    case 'property':
      return ofEvents('name');
  }
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
