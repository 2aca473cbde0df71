import { type Reading } from './reading.js';

/** The texts of some numbers. */
export async function textsOfNumbers(
  reading: Reading,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (numbers.length === 0) return new Map();
  const values = reading.values();
  const rows = await reading.ask<{ id: number; text: string }>(
    `SELECT t.{id} AS "id", t.{text} AS "text" FROM {term} t WHERE t.{id} IN ${values.numbers(numbers)}`,
    values,
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** The number of a text; 0 where nobody knows it. */
export async function numberOfText(reading: Reading, text: string | undefined): Promise<number> {
  if (text === undefined) return 0;
  const values = reading.values();
  const sql = `SELECT t.{id} AS "id" FROM {term} t WHERE t.{text} = ${values.of(text)}`;
  const [row] = await reading.ask<{ id: number }>(sql, values);
  return row?.id ?? 0;
}
