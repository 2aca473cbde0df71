import { type Decisions, DEFAULT_SITE, days, type ConsentCategory } from '@nest-privacy/core';
import { KeyRing, newId } from '@nest-privacy/core/kit';
import { encodeConsent } from '../cookie/consent-token.js';
import { encodeSubject } from '../subjects/subject-token.js';

/** The visitor to make; all but the secrets has a default. */
export interface MintedConsentOptions {
  /** The module's own `secrets`. */
  readonly secrets: readonly string[];
  readonly decisions: Decisions;
  /** Categories granted in knowledge of a GPC signal. @default none */
  readonly informed?: readonly ConsentCategory[];
  /** @default 'default' */
  readonly siteId?: string;
  /** @default a new one */
  readonly subjectId?: string;
  /** @default 1 */
  readonly noticeVersion?: number;
  /** The version of the catalogue that was shown. @default the one of `decidedAt` */
  readonly catalogueVersion?: number;
  /** Milliseconds since the epoch. @default now */
  readonly decidedAt?: number;
  /** Milliseconds since the epoch. @default 180 days after `decidedAt` */
  readonly validUntil?: number;
  /** Over https they have a prefix, such as `__Host-privacy_consent`. @default 'privacy_consent' and 'privacy_subject' */
  readonly cookieNames?: { readonly consent: string; readonly subject: string };
}

/** A visitor with valid cookies and no record behind them. */
export interface MintedConsent {
  readonly subjectId: string;
  readonly recordId: string;
  /** The value of a `Cookie` header. */
  readonly cookie: string;
}

/** Makes the cookies of a visitor who has decided, for tests of an application that is guarded by consent. */
export function mintConsent(options: MintedConsentOptions): MintedConsent {
  const {
    secrets,
    decisions,
    informed = [],
    siteId = DEFAULT_SITE.id,
    subjectId = newId(),
    noticeVersion = 1,
    catalogueVersion = null,
  } = options;
  const { decidedAt = Date.now(), cookieNames = { consent: 'privacy_consent', subject: 'privacy_subject' } } = options;
  const recordId = newId();
  const versions = { noticeVersion, catalogueVersion };
  const stored = {
    siteId,
    subjectId,
    recordId,
    decisions,
    informed,
    lapsed: [],
    withdrawn: false,
    ...versions,
    decidedAt,
  };
  const consent = encodeConsent(new KeyRing(secrets, 'consent-cookie'), {
    ...stored,
    validUntil: options.validUntil ?? decidedAt + days(180),
  });
  const subject = encodeSubject(new KeyRing(secrets, 'consent-subject'), siteId, subjectId);
  return { subjectId, recordId, cookie: `${cookieNames.subject}=${subject}; ${cookieNames.consent}=${consent}` };
}
