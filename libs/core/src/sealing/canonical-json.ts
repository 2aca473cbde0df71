import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Half of a surrogate pair, which `JSON.stringify` writes as an escape; a backslash before it is one that is written itself. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/**
 * The canonical JSON of a value (RFC 8785): equal values give equal text.
 *
 * @throws Error for what has no JSON: a number that is not finite, a lone surrogate
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value) ?? 'null';
  if (LONE_SURROGATE.test(text)) throw new Error('A text with half a surrogate pair has no canonical JSON');
  return text;
}

/** Hex SHA-256 over the canonical JSON of a value. */
export const canonicalSha256 = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
