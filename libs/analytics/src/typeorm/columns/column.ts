/** Places in a list of values. */
export type Places = Uint8Array | Uint16Array | Uint32Array;

/** A number for each of many rows, of which few are different. */
export interface Column {
  /** The different ones; those of {@link columnOf} ascend. */
  readonly values: Float64Array;
  /** Of each row the place of its number in `values`. */
  readonly places: Places;
}

/** Room for so many places in a list of so many values. */
export function placesFor(values: number, rows: number): Places {
  if (values <= 2 ** 8) return new Uint8Array(rows);
  return values <= 2 ** 16 ? new Uint16Array(rows) : new Uint32Array(rows);
}

/** The column of some numbers. */
export function columnOf(numbers: readonly number[]): Column {
  const values = Float64Array.from(new Set(numbers)).sort();
  const placeOf = new Map<number, number>();
  values.forEach((value, place) => placeOf.set(value, place));
  const places = placesFor(values.length, numbers.length);
  numbers.forEach((number, row) => (places[row] = placeOf.get(number)!));
  return { values, places };
}
