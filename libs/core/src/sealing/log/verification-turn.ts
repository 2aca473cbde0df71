import { rateLimited } from '../../errors/rate-limited.js';
import { type LogVerifier, UNVERIFIED, type VerifiedPart, type VerifiedUntil } from './log-verifier.js';

/** Checks sealed logs for whoever asks, a part at a time: 4 096 entries at most in one, and one part at a time in each process. */
export class VerificationTurn {
  private busy = false;

  /** @param what is checked, at the beginning of a sentence, such as `The ledger` */
  constructor(private readonly what: string) {}

  /**
   * @param open makes what checks the log
   * @param until how far a part before came. Default: before the first entry
   * @throws ProblemException 429 `RATE_LIMITED` while another part is checked
   */
  async part(open: () => Promise<LogVerifier>, until: VerifiedUntil = UNVERIFIED): Promise<VerifiedPart> {
    if (this.busy) throw rateLimited(`${this.what} is being checked`, { allowed: false, endsIn: 1_000 });
    this.busy = true;
    try {
      const verifier = await open();
      return await verifier.part(until);
    } finally {
      this.busy = false;
    }
  }
}
