import { canonicalJson, canonicalSha256 } from '../canonical-json.js';
import { type SealingKey, type SealingPublicKey, verifySignature } from './sealing-key.js';

/** What a log is at one moment, before it is signed. */
export interface HeadContent {
  /** Which log of those that the keys sign. */
  readonly log: string;
  /** How many leaves it has. */
  readonly size: number;
  /** Merkle root over them, hex. */
  readonly root: string;
  /** {@link headHash} of the head before; `null` for the first. */
  readonly previous: string | null;
  /** ISO 8601. */
  readonly sealedAt: string;
}

/** A log at one moment, signed: nobody without the key can make another of this size. */
export interface TreeHead extends HeadContent {
  /** Thumbprint of the key that signed. */
  readonly keyId: string;
  /** Ed25519 over {@link headText}, base64url. */
  readonly signature: string;
}

/** What is signed: a line that says what it is, and the canonical JSON of the head without its signature. */
export const headText = ({ log, size, root, previous, sealedAt, keyId }: Omit<TreeHead, 'signature'>): string =>
  `nest-privacy tree head v1\n${canonicalJson({ log, size, root, previous, sealedAt, keyId })}`;

/** Hex SHA-256 over the canonical JSON of a head, by which the next one chains to it. */
export const headHash = ({ log, size, root, previous, sealedAt, keyId, signature }: TreeHead): string =>
  canonicalSha256({ log, size, root, previous, sealedAt, keyId, signature });

/** Signs what a log is, and says by which key. Ed25519 (RFC 8032) over {@link headText}. */
export function signHead(content: HeadContent, key: SealingKey): TreeHead {
  const { log, size, root, previous, sealedAt } = content;
  const unsigned = { log, size, root, previous, sealedAt, keyId: key.public.kid };
  return { ...unsigned, signature: key.sign(headText(unsigned)) };
}

/** Whether one of these keys signed the head. */
export function verifyHead(head: TreeHead, keys: readonly SealingPublicKey[]): boolean {
  const key = keys.find(({ kid }) => kid === head.keyId);
  return key !== undefined && verifySignature(headText(head), head.signature, key);
}
