import { Inject, Injectable } from '@nestjs/common';
import { VerificationTurn, type VerifiedPart, type VerifiedUntil } from '@nest-privacy/core/sealing';
import { DataSource } from 'typeorm';
import { RightsConfig } from '../rights.config.js';
import { RIGHTS_DATA_SOURCE } from '../rights.data-source.js';
import { auditVerifier } from './audit-seals.js';

/** Checks the audit log for whoever asks, a part at a time: 4 096 entries at most in one, and one part at a time in each process. */
@Injectable()
export class AuditVerification {
  private readonly turn = new VerificationTurn('The audit log');

  constructor(
    @Inject(RIGHTS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(RightsConfig) private readonly config: RightsConfig,
  ) {}

  /**
   * @param until how far a part before came. Default: before the first entry
   * @throws ProblemException 429 `RATE_LIMITED` while another part is checked
   */
  part(until?: VerifiedUntil): Promise<VerifiedPart> {
    const own = this.config.sealKeys.map((key) => key.public);
    return this.turn.part(() => auditVerifier(this.source, own), until);
  }
}
