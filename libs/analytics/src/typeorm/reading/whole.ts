/** A whole number as it stands in a statement. */
export function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that is exact`);
  return String(value);
}
