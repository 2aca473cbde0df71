import { Inject, Injectable } from '@nestjs/common';
import { rateLimited } from '@nest-privacy/core/kit';
import { UNVERIFIED, type VerifiedPart, type VerifiedUntil } from '@nest-privacy/core/sealing';
import { DataSource } from 'typeorm';
import { RightsConfig } from '../rights.config.js';
import { RIGHTS_DATA_SOURCE } from '../rights.data-source.js';
import { auditVerifier } from './audit-seals.js';

/** Checks the audit log for whoever asks, a part at a time: 4 096 entries at most in one, and one part at a time in each process. */
@Injectable()
export class AuditVerification {
  private busy = false;

  constructor(
    @Inject(RIGHTS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(RightsConfig) private readonly config: RightsConfig,
  ) {}

  /**
   * @param until how far a part before came. Default: before the first entry
   * @throws ProblemException 429 `RATE_LIMITED` while another part is checked
   */
  async part(until: VerifiedUntil = UNVERIFIED): Promise<VerifiedPart> {
    if (this.busy) throw rateLimited('The audit log is being checked', { allowed: false, endsIn: 1_000 });
    this.busy = true;
    try {
      const own = this.config.sealKeys.map((key) => key.public);
      return await (await auditVerifier(this.source, own)).part(until);
    } finally {
      this.busy = false;
    }
  }
}
