import { Injectable } from '@nestjs/common';
import { type EvidencePart } from './evidence-file.js';
import { type EvidenceSignature } from './evidence-signature.js';
import { missing } from './parts/missing-part.js';

/** Signs files of evidence by the newest key of the ledger. */
@Injectable()
export class EvidenceIssuer {
  sign(_file: object): EvidencePart<EvidenceSignature> {
    return missing('not-recorded', 'The file is not signed, for the ledger of this application is not sealed.');
  }
}
