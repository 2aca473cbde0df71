import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const FORM = /^npa_([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/;

/** A new token. It names its row, so that it can be found by an index and compared in constant time. */
export const newTokenText = (id: string): string =>
  `npa_${id.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`;

/** The id of the row that a token names; `undefined` when the text is no token. */
export function tokenIdOf(text: string): string | undefined {
  const hex = FORM.exec(text)?.[1];
  return hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Hex SHA-256. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether two digests are the same, in constant time. */
export const sameDigest = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
