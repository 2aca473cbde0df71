import { Injectable } from '@nestjs/common';
import { type ConsentRecordEntity } from '../../entities/consent-record.entity.js';
import { type EvidencePart, type SealEvidence } from '../evidence-file.js';
import { missing } from './missing-part.js';

/** Where a record stands in the sealed ledger, and the signed head that commits to it. */
@Injectable()
export class SealPart {
  of(_record: ConsentRecordEntity): Promise<EvidencePart<SealEvidence>> {
    return Promise.resolve(missing('not-recorded', 'The ledger of this application is not sealed.'));
  }
}
