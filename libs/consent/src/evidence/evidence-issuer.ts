import { Inject, Injectable } from '@nestjs/common';
import { ConsentConfig } from '../consent.config.js';
import { type EvidencePart } from './evidence-file.js';
import { type EvidenceSignature, membersOf, signedText } from './evidence-signature.js';
import { missing } from './parts/missing-part.js';

/** Signs files of evidence by the newest key of the ledger. */
@Injectable()
export class EvidenceIssuer {
  constructor(@Inject(ConsentConfig) private readonly config: ConsentConfig) {}

  /** @param file all but its signature */
  sign(file: object): EvidencePart<EvidenceSignature> {
    const [key] = this.config.seal.keys;
    if (!key)
      return missing('not-recorded', 'The file is not signed, for the ledger of this application is not sealed.');
    const unsigned = { members: membersOf(file), keyId: key.public.kid };
    return { status: 'included', ...unsigned, signature: key.sign(signedText(unsigned)) };
  }
}
