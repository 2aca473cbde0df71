import { type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';

/** Headers as `writeHead` takes them: an object, a flat list of names and values, or a list of pairs. */
export type GivenHeaders = OutgoingHttpHeaders | readonly OutgoingHttpHeader[];

/** Names and values in turn. */
export type FieldList = OutgoingHttpHeader[];

/** The same as a flat list of its own in which no name stands twice: what is given may be shared between responses. */
export function fieldsOf(given: GivenHeaders): FieldList {
  const fields: FieldList = [];
  if (Array.isArray(given)) {
    const flat = (given as readonly unknown[]).flat();
    for (let i = 0; i + 1 < flat.length; i += 2) append(fields, String(flat[i]), String(flat[i + 1]));
    return fields;
  }
  const named = given as OutgoingHttpHeaders;
  for (const name in named) fields.push(name, named[name]!);
  return fields;
}

/**
 * Where the name of a field stands; -1 where it does not. Case differs between frameworks.
 *
 * @param key the name in lower case
 */
export function indexIn(fields: FieldList, key: string): number {
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i] as string;
    if (name === key || (name.length === key.length && name.toLowerCase() === key)) return i;
  }
  return -1;
}

function append(fields: FieldList, name: string, value: string): void {
  const at = indexIn(fields, name.toLowerCase());
  if (at < 0) fields.push(name, value);
  else fields[at + 1] = [fields[at + 1]!, value].flat() as string[];
}
