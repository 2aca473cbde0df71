import { type ConsentStateEntity } from '../entities/consent-state.entity.js';
import { type ConsentEntry, type ConsentOwner } from './consent-entry.js';
import { type ConsentParticipant } from './consent-participant.js';

/** Makes an entry out of the state it follows; called again when another write came first. */
export type ComposeEntry = (previous: ConsentStateEntity | null) => ConsentEntry;

/** Adds a record and moves the state, both or neither, in one order per subject. `CONSENT_WRITER_CONTRACT` of the testing subpath holds what is promised. */
export interface ConsentWriter {
  /**
   * @param participants take part in the transaction, one after the other, once the entry is in it; what one of them throws undoes all and is thrown
   * @throws a unique violation when the owner has used the idempotency key before; nothing is written then
   */
  write(
    owner: ConsentOwner,
    compose: ComposeEntry,
    participants?: readonly ConsentParticipant[],
  ): Promise<ConsentEntry>;
}

/** Injection token of {@link ConsentWriter}. */
export const ConsentWriter = Symbol.for('@nest-privacy/consent:Writer');
