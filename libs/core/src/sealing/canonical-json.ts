import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The canonical JSON of a value (RFC 8785): equal values give equal text. */
export const canonicalJson = (value: unknown): string => canonicalize(value) ?? 'null';

/** Hex SHA-256 over the canonical JSON of a value. */
export const canonicalSha256 = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
