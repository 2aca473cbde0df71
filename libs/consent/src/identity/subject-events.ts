import { Inject, Injectable } from '@nestjs/common';
import { type StoredConsent } from '../decision/stored-consent.js';
import { storedConsentOf } from '../entities/consent-state.entity.js';
import { type ConsentEntry } from '../ledger/consent-entry.js';
import { type ConsentParticipant, ConsentParticipants } from '../ledger/consent-participant.js';
import { type ComposeEntry, ConsentWriter } from '../ledger/consent-writer.js';
import { ConsentRevocations } from '../revocation/consent-revocations.js';
import { type KeyOwner } from './subject-keys.js';

/** Adds to the ledger what befalls subjects, so that it is sealed like every decision, and is known to every process like a withdrawal. */
@Injectable()
export class SubjectEvents {
  constructor(
    @Inject(ConsentWriter) private readonly writer: ConsentWriter,
    @Inject(ConsentParticipants) private readonly participants: readonly ConsentParticipant[],
    private readonly revocations: ConsentRevocations,
  ) {}

  /**
   * Writes one event.
   *
   * @param added does what stands if and only if the event does, in its transaction
   * @returns where the subject stands now
   */
  async write(
    { siteId, subjectId }: KeyOwner,
    compose: ComposeEntry,
    added: ConsentParticipant['added'],
  ): Promise<StoredConsent> {
    const participants = [...this.participants, { added }];
    const { state }: ConsentEntry = await this.writer.write({ siteId, subjectId, isNew: false }, compose, participants);
    const stored = storedConsentOf(state);
    if (state.changedAt !== null) this.revocations.supersede(stored);
    return stored;
  }
}
