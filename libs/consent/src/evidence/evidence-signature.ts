import { canonicalJson, canonicalSha256 } from '@nest-privacy/core/sealing';

/** That whoever holds a key of the ledger issued the file, and what each member of it was then. */
export interface EvidenceSignature {
  /** Hex SHA-256 over the canonical JSON (RFC 8785) of each member of the file but this one, by its name. */
  readonly members: Readonly<Record<string, string>>;
  /** Thumbprint of the key that signed (RFC 7638). */
  readonly keyId: string;
  /** Ed25519 over {@link signedText}, base64url. */
  readonly signature: string;
}

/** The hash of each member. */
export const membersOf = (file: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(file).map(([name, value]) => [name, canonicalSha256(value)]));

/** What is signed: a line that says what it is, and the canonical JSON of the rest of the signature. */
export const signedText = ({ members, keyId }: Omit<EvidenceSignature, 'signature'>): string =>
  `nest-privacy evidence v1\n${canonicalJson({ members, keyId })}`;
