import { type DayPart } from './day-part.js';
import { type Reading } from './reading.js';
import { whole } from './whole.js';

const numbersOf = ({ bucket, dimension, days, values, counts, visitors }: DayPart): string =>
  `(${[bucket, dimension, ...days, ...values, counts, visitors].map(whole).join(', ')})`;

/** Of each table that is told by dimension, day and value. */
const LETTERS = { sum: 's', revenue: 'r' } as const;

/**
 * What comes before and after what is selected of rows `b` of parts with their rows of the sums. Each part is looked up by itself, whatever the database thinks of how many there are.
 */
export function fromParts(
  { dialect, site }: Reading,
  table: 'sum' | 'revenue',
  parts: readonly DayPart[],
): { readonly before: string; readonly after: string } {
  const letter = LETTERS[table];
  const matching = `${letter}.{site} = ${site} AND ${letter}.{dimension} = b."dimension"
    AND ${letter}.{day} >= b."first" AND ${letter}.{day} <= b."last"
    AND ${letter}.{value} >= b."from" AND ${letter}.{value} < b."to"`;
  const rows =
    dialect === 'postgres'
      ? `CROSS JOIN LATERAL (SELECT * FROM {${table}} ${letter} WHERE ${matching} OFFSET 0) ${letter} WHERE true`
      : `CROSS JOIN {${table}} ${letter} WHERE ${matching}`;
  return {
    before: `WITH "part"("bucket", "dimension", "first", "last", "from", "to", "counts", "visitors")
      AS (VALUES ${parts.map(numbersOf).join(', ')})`,
    after: `FROM "part" b ${rows}`,
  };
}
