import { type EntityManager } from 'typeorm';
import { type ConsentEntry } from './consent-entry.js';

/** Takes part in the transaction that adds an entry to the ledger: what it writes stands if and only if the entry does. */
export interface ConsentParticipant {
  /**
   * Called for each decision that is written, not for a replayed one, after its entry was added and before the transaction ends. When the transaction has to
   * be tried again, so is this. What it throws undoes the entry as well, and refuses the request.
   *
   * @param manager of the transaction; whoever asks the DataSource by another way waits for the transaction, which waits for them
   */
  added(entry: ConsentEntry, manager: EntityManager): Promise<void>;
}

/**
 * Injection token of a list of {@link ConsentParticipant}s, in the order in which they are called. Bind it by the extra `extraProviders`.
 *
 * @default none
 */
export const ConsentParticipants = Symbol.for('@nest-privacy/consent:Participants');
