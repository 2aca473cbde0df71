import { type ConsentCategory, type Decision } from '@nest-privacy/core';
import { type KeyRing } from '@nest-privacy/core/kit';
import { type StoredConsent } from '../decision/stored-consent.js';
import { restoreId, shortenId } from './short-id.js';

/** Longest consent cookie, name and value together, in bytes. */
export const CONSENT_COOKIE_MAX_BYTES = 200;

const VERSION = '2';
const DECISION = '[A-Z][A-Z0-9_]{0,31}:[gidl]';
const DECIDED = `((?:${DECISION}(?:~${DECISION})*)?)\\.([0-9a-z]{1,9})\\.([0-9a-z]{1,9})\\.(0|[1-9][0-9]{0,9})`;
const PROVEN = '([\\w-]{22})\\.([aw])\\.([\\w-]{22})';
const TOKEN = new RegExp(`^2\\.${DECIDED}\\.([0-9a-z]{0,6})\\.${PROVEN}$`);
/** Cookies of before, which browsers keep for a year, name no version of the catalogue. */
const TOKEN_OF_BEFORE = new RegExp(`^1\\.${DECIDED}()\\.${PROVEN}$`);

/** `i` is a grant in knowledge of GPC, `l` one that has lapsed; what else is unset is left out. */
function decisionsText({ decisions, informed, lapsed }: StoredConsent): string {
  const decided = (Object.entries(decisions) as [ConsentCategory, Decision][])
    .filter(([, decision]) => decision !== 'unset')
    .map(([name, decision]) => `${name}:${decision === 'denied' ? 'd' : informed.includes(name) ? 'i' : 'g'}`);
  return [...decided, ...lapsed.map((name) => `${name}:l`)].join('~');
}

/** Site and subject are not in the cookie but under its signature, so that it proves nothing beside another subject cookie or on another site. */
const signed = (siteId: string, subjectId: string, payload: string): string => `${siteId}|${subjectId}|${payload}`;

/**
 * The value of the consent cookie: `2.STATISTICS:g~MARKETING:d.<decided>.<valid until>.<notice>.<catalogue>.<record>.<a|w>.<signature>`. Times are
 * milliseconds in base 36, as is the version of the catalogue, empty where none is known; the record's id is base64url, `w` marks a withdrawal.
 */
export function encodeConsent(keys: KeyRing, stored: StoredConsent): string {
  const payload = [
    VERSION,
    decisionsText(stored),
    stored.decidedAt.toString(36),
    stored.validUntil.toString(36),
    stored.noticeVersion,
    stored.catalogueVersion?.toString(36) ?? '',
    shortenId(stored.recordId),
    stored.withdrawn ? 'w' : 'a',
  ].join('.');
  return `${payload}.${keys.sign(signed(stored.siteId, stored.subjectId, payload))}`;
}

/** What a cookie proves about this subject on this site; `undefined` when it proves nothing. */
export function decodeConsent(
  keys: KeyRing,
  siteId: string,
  subjectId: string,
  token: string,
): StoredConsent | undefined {
  if (token.length > CONSENT_COOKIE_MAX_BYTES) return undefined;
  const parts = TOKEN.exec(token) ?? TOKEN_OF_BEFORE.exec(token);
  if (!parts) return undefined;
  const [, list = '', decided = '', until = '', notice = '', catalogue = '', record = '', flag, signature = ''] = parts;
  if (!keys.verify(signed(siteId, subjectId, token.slice(0, -signature.length - 1)), signature)) return undefined;
  const recordId = restoreId(record);
  if (recordId === undefined) return undefined;
  const entries = list === '' ? [] : list.split('~').map((entry) => entry.split(':') as [ConsentCategory, string]);
  return {
    siteId,
    subjectId,
    recordId,
    decisions: Object.fromEntries(
      entries.flatMap(([name, letter]) => (letter === 'l' ? [] : [[name, letter === 'd' ? 'denied' : 'granted']])),
    ),
    informed: entries.filter(([, letter]) => letter === 'i').map(([name]) => name),
    lapsed: entries.filter(([, letter]) => letter === 'l').map(([name]) => name),
    withdrawn: flag === 'w',
    noticeVersion: Number(notice),
    catalogueVersion: catalogue === '' ? null : Number.parseInt(catalogue, 36),
    decidedAt: Number.parseInt(decided, 36),
    validUntil: Number.parseInt(until, 36),
  };
}

/** Bytes of the longest cookie, name and value, that these categories can lead to. */
export function longestConsentCookie(cookieName: string, categories: readonly string[]): number {
  const decisions = categories.reduce((sum, name) => sum + name.length + 3, -1);
  const times = 2 * '.k00000000'.length;
  const versions = '.2147483647'.length + '.zik0zj'.length;
  const rest = '2.'.length + times + versions + '.a'.length + 2 * (1 + 22);
  return cookieName.length + 1 + Math.max(decisions, 0) + rest;
}
