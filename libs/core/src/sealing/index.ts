/** What makes a log one that can be checked: canonical JSON, Merkle trees and signed heads. It knows nothing of what is sealed. */
export { Anchoring } from './anchors/anchoring.js';
export { anchoredHeads, FileAnchor } from './anchors/file-anchor.js';
export { type HeadAnchor } from './anchors/head-anchor.js';
export { WebhookAnchor, type WebhookAnchorOptions } from './anchors/webhook-anchor.js';
export { canonicalJson, canonicalSha256 } from './canonical-json.js';
export {
  privateKeyOfSeed,
  publicKeyOf,
  SealingKey,
  type SealingPublicKey,
  verifySignature,
} from './heads/sealing-key.js';
export { type HeadContent, headHash, headText, signHead, type TreeHead, verifyHead } from './heads/tree-head.js';
export { type EntryProof, proveEntry, verifyEntryProof } from './log/entry-proof.js';
export { type Entered, type LogContent, type StandingContent } from './log/log-content.js';
export { entriesOf, entriesText, type LogEntry } from './log/log-entry.js';
export { HeadRenewal, type RenewedLogs } from './log/head-renewal.js';
export { type LogFault, type LogFaultKind } from './log/log-fault.js';
export { LogVerifier, UNVERIFIED, type VerifiedPart, type VerifiedUntil } from './log/log-verifier.js';
export { type TrustedKeys, trustedKeysOf } from './log/trusted-keys.js';
export { VerificationTurn } from './log/verification-turn.js';
export { verifiedParts } from './log/verified-parts.js';
export { verifyAnchors } from './log/verify-anchors.js';
export { MOST_BACKDATED } from './log/seal-checker.js';
export { LogSealer } from './log/log-sealer.js';
export {
  LARGEST_SEAL,
  LONGEST_SEAL,
  type Seal,
  type SealedNode,
  type SealReader,
  type SealWriter,
} from './log/seal-store.js';
export { SealedTree } from './log/sealed-tree.js';
export { CompactRange, type FullSubtree, fullSubtreesOf } from './merkle/compact-range.js';
export { EMPTY_ROOT, leafHashOf, nodeHashOf } from './merkle/merkle-hash.js';
export {
  consistencyProof,
  inclusionProof,
  type SubtreeReader,
  verifyConsistency,
  verifyInclusion,
} from './merkle/merkle-proofs.js';
