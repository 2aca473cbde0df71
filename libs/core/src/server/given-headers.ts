import { type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';

/** Headers as `writeHead` takes them: an object, a flat list of names and values, or a list of pairs. */
export type GivenHeaders = OutgoingHttpHeaders | readonly OutgoingHttpHeader[];

/** The same as an object; a list may name a field several times. */
export function objectOf(given: GivenHeaders): OutgoingHttpHeaders {
  if (!Array.isArray(given)) return given as OutgoingHttpHeaders;
  const flat = (given as readonly unknown[]).flat();
  const object: Record<string, string[]> = {};
  for (let i = 0; i + 1 < flat.length; i += 2) (object[String(flat[i])] ??= []).push(String(flat[i + 1]));
  return object;
}

/**
 * The name under which a field is given, for case differs between frameworks.
 *
 * @param key the name in lower case
 */
export function givenAs(given: OutgoingHttpHeaders, key: string): string | undefined {
  if (given[key] !== undefined) return key;
  for (const name in given) {
    if (name.length === key.length && name.toLowerCase() === key) return name;
  }
  return undefined;
}
