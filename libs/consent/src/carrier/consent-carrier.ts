import { type PrivacySignals } from '@nest-privacy/core';
import { type KeyRing } from '@nest-privacy/core/kit';

/** Who somebody is to whoever works for them later, and what their browser said by itself. */
export interface Carried {
  readonly siteId: string;
  readonly subjectId: string;
  readonly signals: PrivacySignals;
}

/** Longest carrier that is looked at, in characters. */
const LONGEST = 300;
const TOKEN = /^1~([a-z0-9._-]{1,64})~([\w-]{1,171})~([01-])([01])~([\w-]{22})$/;
const DNT = new Map<string, boolean | null>([
  ['1', true],
  ['0', false],
  ['-', null],
]);

const dntLetter = ({ dnt }: PrivacySignals): string => (dnt === null ? '-' : dnt ? '1' : '0');

/** `1~<site>~<subject>~<dnt><gpc>~<signature>`: it names a subject and grants nothing. */
export function encodeCarrier(keys: KeyRing, { siteId, subjectId, signals }: Carried): string {
  const subject = Buffer.from(subjectId).toString('base64url');
  const payload = `1~${siteId}~${subject}~${dntLetter(signals)}${signals.gpc ? 1 : 0}`;
  return `${payload}~${keys.sign(payload)}`;
}

/** What a carrier proves; `undefined` for one that was altered, and for whatever else is none. */
export function decodeCarrier(keys: KeyRing, carrier: unknown): Carried | undefined {
  if (typeof carrier !== 'string' || carrier.length > LONGEST) return undefined;
  const [, siteId = '', subject = '', dnt = '', gpc, signature = ''] = TOKEN.exec(carrier) ?? [];
  if (!keys.verify(carrier.slice(0, -signature.length - 1), signature)) return undefined;
  const signals = { dnt: DNT.get(dnt) ?? null, gpc: gpc === '1' };
  return { siteId, subjectId: Buffer.from(subject, 'base64url').toString(), signals };
}
