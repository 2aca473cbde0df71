import { type RateLimit } from '@nest-privacy/core';
import { type HeadAnchor } from '@nest-privacy/core/sealing';
import { type RightsDeadlines } from './requests/deadlines.js';

/** What `RightsModule.forRoot` takes. */
export interface RightsModuleOptions {
  /**
   * Keys of 32 characters or more, newest first: they sign what lets a person ask about a request, and index names so that they can be searched and not read. Put a
   * new one first to rotate; with an old one taken out, requests and audit entries from its time are no longer found by a name.
   */
  readonly secrets: readonly string[];
  /**
   * Key-encryption keys of 32 characters or more, newest first: they encrypt whom an open request is about, and the reasons in the audit log. What a key encrypted
   * cannot be read once the key is taken out; `KeyRotation` has the newest wrap what open requests need, and reasons stay as they are. @default the secrets
   */
  readonly encryptionKeys?: readonly string[] | undefined;
  /**
   * What the heads of the audit log are signed with, newest first: random texts of 32 characters or more that Ed25519 keys are derived from, or such keys in PEM (PKCS #8).
   * The first signs; the others are trusted for what they signed. Keep an old one until the new one has signed the newest head, which it does within ten minutes. @default the secrets
   */
  readonly sealKeys?: readonly string[] | undefined;
  /**
   * Places outside of the database that keep the heads of the audit log, such as `new FileAnchor(path)` of `@nest-privacy/core/sealing`: without one nobody finds that its
   * end was cut off. Told within ten seconds, and when the process ends. @default none
   */
  readonly anchors?: readonly HeadAnchor[] | undefined;
  /** Whether admin routes that open data of one person refuse to without the header `Audit-Reason`. @default 'optional' */
  readonly reasons?: 'optional' | 'required' | undefined;
  /**
   * How long answers may take: `gdpr` is one calendar month and two more where it is extended (Art. 12(3) GDPR), `cpra` 45 days and 45 more (Cal. Civ. Code 1798.130(a)(2)). @default 'gdpr'
   */
  readonly deadlines?: 'gdpr' | 'cpra' | RightsDeadlines | undefined;
  /** IANA name of the time zone whose days deadlines count, such as that of the controller's seat: `Europe/Berlin`. @default 'UTC' */
  readonly timeZone?: string | undefined;
  /** Who lets a person's own erasure begin: nobody needs to, or an administrator does, who verifies it first. @default 'automatic' */
  readonly approval?: 'automatic' | 'administrator' | undefined;
  /** Origins beside the site's own whose pages may ask for a visitor. @default none */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** How many exports and erasures one person may ask for; those behind one address together 20 times as many. @default 10 an hour */
  readonly rateLimit?: RateLimit | 'off' | undefined;
  /**
   * Milliseconds after which an erasure looks once more, for what was on its way while it began, such as events in a buffer. @default 3 seconds
   */
  readonly secondLook?: number | undefined;
  /** Whether this process works on erasures; one that does not leaves them to the others. @default 'run' */
  readonly erasures?: 'run' | 'leave' | undefined;
}
