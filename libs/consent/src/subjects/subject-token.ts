import { type KeyRing } from '@nest-privacy/core/kit';
import { restoreId, shortenId } from '../cookie/short-id.js';

const VERSION = '1';

/** Characters of every such value. */
export const SUBJECT_TOKEN_LENGTH = 47;

const signed = (siteId: string, payload: string): string => `${siteId}|${payload}`;

/** The value of the subject cookie: version, subject, signature; bound to the site. */
export function encodeSubject(keys: KeyRing, siteId: string, subjectId: string): string {
  const payload = `${VERSION}.${shortenId(subjectId)}`;
  return `${payload}.${keys.sign(signed(siteId, payload))}`;
}

/** The subject a cookie proves; `undefined` when it is not one of ours, or one of another site. */
export function decodeSubject(keys: KeyRing, siteId: string, token: string): string | undefined {
  if (token.length !== SUBJECT_TOKEN_LENGTH || !token.startsWith(`${VERSION}.`)) return undefined;
  const payload = token.slice(0, 24);
  if (token[24] !== '.' || !keys.verify(signed(siteId, payload), token.slice(25))) return undefined;
  return restoreId(payload.slice(2));
}
