import { type Provider } from '@nestjs/common';
import { EvidenceResponder } from '../http/evidence-responder.js';
import { ConsentEvidence } from './consent-evidence.js';
import { CataloguePart } from './parts/catalogue-part.js';
import { PolicyPart } from './parts/policy-part.js';
import { EvidenceIssuer } from './evidence-issuer.js';
import { SealPart } from './parts/seal-part.js';
import { NoticePart } from './parts/notice-part.js';

/** What puts evidence together. */
export const EVIDENCE_PROVIDERS: Provider[] = [
  NoticePart,
  CataloguePart,
  PolicyPart,
  SealPart,
  EvidenceIssuer,
  ConsentEvidence,
  EvidenceResponder,
];
