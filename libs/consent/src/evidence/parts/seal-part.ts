import { Inject, Injectable } from '@nestjs/common';
import { ConsentConfig } from '../../consent.config.js';
import { type ConsentRecordEntity } from '../../entities/consent-record.entity.js';
import { LedgerSeals } from '../../seal/ledger-seals.js';
import { type EvidencePart, type SealEvidence } from '../evidence-file.js';
import { missing } from './missing-part.js';

/** Where a record stands in the sealed ledger, and the signed head that commits to it. */
@Injectable()
export class SealPart {
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly seals: LedgerSeals,
  ) {}

  async of(record: ConsentRecordEntity): Promise<EvidencePart<SealEvidence>> {
    const proof = await this.seals.proofOf(record);
    if (proof) return { status: 'included', ...proof };
    return this.config.seal.keys.length === 0
      ? missing('not-recorded', 'The ledger of this application is not sealed.')
      : missing('not-yet', 'The record is not sealed yet. Ask for this file again in a few seconds.');
  }
}
