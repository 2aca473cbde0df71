import { Injectable } from '@nestjs/common';
import { VerificationTurn, type VerifiedPart, type VerifiedUntil } from '@nest-privacy/core/sealing';
import { LedgerSeals } from './ledger-seals.js';

/** Checks the ledger for whoever asks, a part at a time: 4 096 records at most in one, and one part at a time in each process. */
@Injectable()
export class LedgerVerification {
  private readonly turn = new VerificationTurn('The ledger');

  constructor(private readonly seals: LedgerSeals) {}

  /**
   * @param until how far a part before came. Default: before the first record
   * @throws ProblemException 429 `RATE_LIMITED` while another part is checked
   */
  part(siteId: string, until?: VerifiedUntil): Promise<VerifiedPart> {
    return this.turn.part(() => this.seals.verifier(siteId), until);
  }
}
