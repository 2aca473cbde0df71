import { hours, minutes } from '@nest-privacy/core';
import { type CookieProof } from '../cookie/consent-cookies.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';

/** A request that can be told from every other: by the client's key, letter by letter, and by what it asks for. */
export interface KeyedRequest {
  readonly key: string;
  /** As `fingerprintOf` gives it. */
  readonly fingerprint: string;
}

/** How long a key is honoured for a subject that the request proves, and for a first decision whose answer may have been lost before the cookies came. */
const HONOURED = { proven: hours(24), first: minutes(10) };

/** What was recorded under a key, and what is asked again. */
export interface Repetition {
  readonly record: ConsentRecordEntity;
  /** Where the subject of the record stands now. */
  readonly state: ConsentStateEntity;
  readonly keyed: KeyedRequest;
  readonly proof: CookieProof;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Whether a request is the repetition of one that was recorded, so that it may be answered with the record and the subject's cookies. What was decided
 * later is for those alone who prove both cookies: who holds none has lost no answer then.
 */
export function isRepetition({ record, state, keyed, proof, now }: Repetition): boolean {
  const age = now - record.receivedAt.getTime();
  return (
    record.requestHash === keyed.fingerprint &&
    age < HONOURED[proof.subjectId === null ? 'first' : 'proven'] &&
    (state.recordId === record.id || proof.stored !== null)
  );
}
