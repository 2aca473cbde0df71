import { type HeadAnchor } from '@nest-privacy/core/sealing';

/** How the ledger is sealed, so that whoever changes it later is found out. */
export interface ConsentSealOptions {
  /**
   * What heads are signed with, newest first: random texts of 32 characters or more that Ed25519 keys are derived from, or such keys in PEM (PKCS #8). The first signs; the
   * others are trusted for what they signed. Keep an old one until the new one has signed the newest head of each site, which it does within ten minutes, and none of them beside the
   * database.
   */
  readonly keys: readonly string[];
  /** Milliseconds between two looks for what is not sealed; `off` where `LedgerSealer.seal` is called. @default seconds(1) */
  readonly interval?: number | 'off' | undefined;
  /** Where heads are sent, outside of the database; without one nobody finds that the end of the ledger was cut off. @default nowhere */
  readonly anchors?: readonly HeadAnchor[] | undefined;
  /** Milliseconds between two sendings to each of {@link anchors}. @default seconds(10) */
  readonly anchorInterval?: number | undefined;
  /**
   * Milliseconds between two parts of the check that goes through the ledger again and again, 4 096 records or 256 seals at most each, and which health tells of; `off` for
   * none. @default seconds(15)
   */
  readonly checkInterval?: number | 'off' | undefined;
}
