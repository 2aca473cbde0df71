/** What is read of a query at most, in UTF-16 units. */
const LONGEST_QUERY = 4_096;

/** The text as `application/x-www-form-urlencoded` has it, UTF-8; what is not well encoded stays as it is. */
const decoded = (text: string): string => new URLSearchParams(`=${text}`).get('') ?? '';

/**
 * Values of the parameters of a query, the first of each name; those without a value are as if they were missing. Whatever stands behind the first 4 096 characters is
 * not read.
 *
 * @param url with the query, or without one
 * @param keyOf under which key a parameter is wanted, by its name; `undefined` when it is not
 */
export function queryValues<Key>(
  url: string,
  keyOf: (name: string) => Key | undefined,
): ReadonlyMap<Key, string> | undefined {
  const fragment = url.indexOf('#');
  const end = fragment < 0 ? url.length : fragment;
  const start = url.indexOf('?');
  if (start < 0 || start > end) return undefined;
  const query = url.slice(start + 1, Math.min(end, start + 1 + LONGEST_QUERY));
  let values: Map<Key, string> | undefined;
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals <= 0 || equals === pair.length - 1) continue;
    const key = keyOf(pair.slice(0, equals));
    if (key === undefined || values?.has(key)) continue;
    values ??= new Map();
    values.set(key, decoded(pair.slice(equals + 1)));
  }
  return values;
}
