/** Files of evidence and how they are checked: needs nothing of the application that made them, no framework and no database. */
export {
  type CatalogueEvidence,
  type DecisionReason,
  type DecisionReasons,
  EVIDENCE_FORMAT,
  EVIDENCE_VERSION,
  type EvidenceFile,
  type EvidencePart,
  type ExhibitEvidence,
  type MissingPart,
  type MissingReason,
  type NoticeEvidence,
  type PolicyEvidence,
  type SealEvidence,
  type ServedEvidence,
  type ShownNotice,
} from './evidence-file.js';
export { type EvidenceSignature } from './evidence-signature.js';
export {
  EVIDENCE_CHECKS,
  type EvidenceCheck,
  type EvidenceCheckName,
  type EvidenceOutcome,
  type EvidenceVerdict,
} from './verify/evidence-check.js';
export { printable, quoted } from './verify/quoted.js';
export { verifyEvidence } from './verify/verify-evidence.js';
