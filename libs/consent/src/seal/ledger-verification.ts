import { Injectable } from '@nestjs/common';
import { rateLimited } from '@nest-privacy/core/kit';
import { UNVERIFIED, type VerifiedPart, type VerifiedUntil } from '@nest-privacy/core/sealing';
import { LedgerSeals } from './ledger-seals.js';

/** Checks the ledger for whoever asks, a part at a time: 4 096 records at most in one, and one part at a time in each process. */
@Injectable()
export class LedgerVerification {
  private busy = false;

  constructor(private readonly seals: LedgerSeals) {}

  /**
   * @param until how far a part before came. Default: before the first record
   * @throws ProblemException 429 `RATE_LIMITED` while another part is checked
   */
  async part(siteId: string, until: VerifiedUntil = UNVERIFIED): Promise<VerifiedPart> {
    if (this.busy) throw rateLimited('The ledger is being checked', { allowed: false, endsIn: 1_000 });
    this.busy = true;
    try {
      const verifier = await this.seals.verifier(siteId);
      return await verifier.part(until);
    } finally {
      this.busy = false;
    }
  }
}
