import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { leafContentOf } from '../ledger/record-leaf.js';
import { EVIDENCE_FORMAT, EVIDENCE_VERSION, type EvidenceFile } from './evidence-file.js';
import { CataloguePart } from './parts/catalogue-part.js';
import { NoticePart } from './parts/notice-part.js';
import { SealPart } from './parts/seal-part.js';
import { EvidenceIssuer } from './evidence-issuer.js';
import { PolicyPart } from './parts/policy-part.js';
import { servedPart } from './parts/served-part.js';

const ABOUT =
  'Evidence of one consent decision: the record, and what it refers to as it was shown. It is tamper-evident, not tamper-proof: check it with the public keys of the ledger by "npm run evidence:verify -- <this file> --keys <keys>", or with verifyEvidence of @nest-privacy/consent/evidence.';

/** Puts together what proves a record. What there is not is said, and never invented. */
@Injectable()
export class ConsentEvidence {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly notice: NoticePart,
    private readonly catalogue: CataloguePart,
    private readonly policy: PolicyPart,
    private readonly seal: SealPart,
    private readonly issuer: EvidenceIssuer,
  ) {}

  async of(record: ConsentRecordEntity): Promise<EvidenceFile> {
    const file: Omit<EvidenceFile, 'issued'> = {
      format: EVIDENCE_FORMAT,
      version: EVIDENCE_VERSION,
      about: ABOUT,
      generatedAt: new Date(this.clock.now()).toISOString(),
      record: leafContentOf(record),
      notice: await this.notice.of(record),
      catalogue: await this.catalogue.of(record),
      policy: await this.policy.of(record),
      served: servedPart(record),
      seal: await this.seal.of(record),
    };
    return { ...file, issued: this.issuer.sign(file) };
  }
}
