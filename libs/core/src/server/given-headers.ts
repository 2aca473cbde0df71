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

/** The names that are not in lower case, by what they would be; `undefined` where all are, as Fastify gives them. */
export function spellingsOf(given: OutgoingHttpHeaders): ReadonlyMap<string, string> | undefined {
  let spellings: Map<string, string> | undefined;
  for (const name in given) {
    const key = name.toLowerCase();
    if (key !== name) (spellings ??= new Map()).set(key, name);
  }
  return spellings;
}
