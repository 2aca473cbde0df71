import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';

/** Whose decision is written. */
export interface ConsentOwner {
  readonly siteId: string;
  readonly subjectId: string;
  /** `true` when the subject was made for this request, so that nothing about it can be stored yet. */
  readonly isNew: boolean;
}

/** A record and the state it leads to. */
export interface ConsentEntry {
  readonly record: ConsentRecordEntity;
  readonly state: ConsentStateEntity;
}

/** Makes an entry out of the state it follows; called again when another write came first. */
export type ComposeEntry = (previous: ConsentStateEntity | null) => ConsentEntry;

/** Adds a record and moves the state, both or neither, in one order per subject. */
export interface ConsentWriter {
  /** @throws a unique violation when the owner has used the idempotency key before; nothing is written then */
  write(owner: ConsentOwner, compose: ComposeEntry): Promise<ConsentEntry>;
}

/** Injection token of {@link ConsentWriter}. */
export const ConsentWriter = Symbol.for('@nest-privacy/consent:Writer');
