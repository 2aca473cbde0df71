import { type ConsentReportOptions } from './report/report.options.js';
import { type ConsentImport } from './import/import.options.js';
import { type ConsentSealOptions } from './seal/seal.options.js';
import { type ConsentExceptionFactory } from './enforcement/consent-requirement.js';
import { type ConsentIdentityOptions } from './identity/identity.options.js';
import { type ConsentNoticeOptions } from './notice/notice.options.js';
import { type ConsentControllers } from './receipt/receipt.options.js';
import { type ConsentInteropOptions } from './interop/interop.options.js';
import { type ConsentPolicyOptions } from './policy/policy.options.js';
import { type ConsentSurfaceOptions } from './surface/surface.options.js';
import { type ConsentOutboxOptions } from './outbox/outbox.options.js';
import { type ConsentCategory, type Regime, type RenewingChange, type RequestView } from '@nest-privacy/core';

/** How long a record counts, in milliseconds, by what the visitor decided. */
export interface ConsentValidity {
  /** When at least one category was granted. @default days(180) */
  readonly granted?: number | undefined;
  /** When nothing was granted. A refusal that has run out still allows nothing; it may only be asked about again. @default days(180) */
  readonly refused?: number | undefined;
  /** After a withdrawal. @default days(180) */
  readonly withdrawn?: number | undefined;
}

/**
 * The two cookies: both `SameSite=Lax`, `Path=/`, set with a decision and never before. Where the client came by https they are `Secure`, and `__Host-`
 * stands before their names (`__Secure-` with a `domain`), so that no http response and no sibling host can plant one.
 */
export interface ConsentCookieOptions {
  /** Name of the signed cookie that the browser may read. @default 'privacy_consent' */
  readonly consentName?: string | undefined;
  /** Name of the `HttpOnly` cookie that holds the pseudonymous subject. @default 'privacy_subject' */
  readonly subjectName?: string | undefined;
  /** Domain to share the cookies with, such as `example.com`. @default the host alone */
  readonly domain?: string | undefined;
  /**
   * `always` treats every client as if it came by https, for an application that cannot see how it came; `when-https` believes the connection
   * and the trusted proxies. @default 'when-https'
   */
  readonly secure?: 'always' | 'when-https' | undefined;
  /** How long browsers keep the cookies, in milliseconds; not shorter than any validity, so that a refusal outlives its question. @default days(390) */
  readonly lifetime?: number | undefined;
}

/**
 * Limits of writes, counted by core's `RateLimits`: in each process, or together where `CoreModule` has Redis. Refusals and withdrawals of a subject that
 * the request proves have a limit of their own, so that nobody behind the same address can keep a visitor from them.
 */
export interface ConsentRateLimit {
  /** Grants and first decisions in each window, per client address (per /64 network with IPv6). @default 600 */
  readonly writes?: number | undefined;
  /** Refusals and withdrawals in each window, per subject. @default 60 */
  readonly refusals?: number | undefined;
  /** The window, in milliseconds. @default minutes(1) */
  readonly per?: number | undefined;
}

/** How cookies that a newer decision replaced are recognised. */
export interface ConsentRevocationOptions {
  /**
   * Subjects who changed a decision that are kept in memory, the newest ones, as long as an older cookie of theirs may count. About 25 bytes each, taken
   * when needed; with fewer than there are, cookies from before what is kept are looked up in the database. @default 1_000_000
   */
  readonly capacity?: number | undefined;
  /** Milliseconds between two looks at what other processes changed, two small questions each; `off` for a single process. @default seconds(2) */
  readonly pollInterval?: number | 'off' | undefined;
}

/** Options of `ConsentModule`. */
export interface ConsentModuleOptions {
  /** HMAC secrets of 32 characters at least, newest first: the first signs, all verify. */
  readonly secrets: readonly string[];
  /**
   * How `unset` is read, for everybody or per request. A function is asked with every question, several times in a request, and must be quick;
   * one that throws or answers anything else counts as `opt-in`.
   * @default 'opt-in'
   */
  readonly regime?: Regime | ((request: RequestView) => Regime) | undefined;
  /**
   * Has the law of the place where a visitor is decide what is read how, how long an answer holds and when it may be asked again; in place of `regime`, `validity`
   * and `reaskNotBefore`. Where they are, core's `CountryResolver` tells; where nobody tells, what is strictest holds.
   *
   * @default not used: the other options say what holds
   */
  readonly policy?: ConsentPolicyOptions | undefined;
  /**
   * Version of the notice that visitors are shown, for those who keep their notices elsewhere; a whole number from 1: one for all sites, one for each by its id, or a
   * function that answers at once. Raising it lets every earlier grant lapse. Where that is not enough, bind a `NoticeReader` instead.
   * @default the notice that was published last by `ConsentNotices` or the admin routes; 1 for as long as there is none
   */
  readonly noticeVersion?: number | Readonly<Record<string, number>> | ((siteId: string) => number) | undefined;
  /**
   * Which changes of the catalogue of tracking items let earlier grants of the changed category lapse, so that the visitor is asked again; refusals stay.
   * `new-provider-or-purpose`: the category holds an item of a provider, or with a purpose, that it did not have. Without a catalogue nothing lapses.
   *
   * @default 'new-provider-or-purpose'
   */
  readonly catalogueRenewal?: 'none' | RenewingChange | undefined;
  /** @default 180 days each */
  readonly validity?: ConsentValidity | undefined;
  /** Milliseconds after a refusal during which `promptRequired` stays `false` for what was refused. @default days(180) */
  readonly reaskNotBefore?: number | undefined;
  /** Categories that `Sec-GPC: 1` switches off unless they were granted in knowledge of it. @default ['MARKETING'] */
  readonly gpcAffects?: readonly ConsentCategory[] | undefined;
  /** Where consent can be given, named in every 403: a path or an absolute URL. @default where the module's routes are, prefix and version included */
  readonly consentUrl?: string | undefined;
  /** Makes the error of a refusal by `@RequireConsent`, unless the decorator has one of its own. @default 403 `CONSENT_REQUIRED` */
  readonly exceptionFactory?: ConsentExceptionFactory | undefined;
  /** Other origins that may write, such as `https://www.example.com`. @default none */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** @default 600 writes a minute per address, and 60 refusals per subject */
  readonly rateLimit?: ConsentRateLimit | 'off' | undefined;
  /** Names and attributes of the two cookies. @default those of {@link ConsentCookieOptions} */
  readonly cookies?: ConsentCookieOptions | undefined;
  /** Notices that are kept here. @default those of {@link ConsentNoticeOptions} */
  readonly notices?: ConsentNoticeOptions | undefined;
  /** What the controller states of itself in receipts. @default there are no receipts */
  readonly controller?: ConsentControllers | undefined;
  /** Users, personal details and their keys. @default those of {@link ConsentIdentityOptions} */
  readonly identity?: ConsentIdentityOptions | undefined;
  /** How the ledger is sealed, see `docs/ledger.md`. @default not sealed, which one line at start says */
  readonly seal?: ConsentSealOptions | undefined;
  /** @default those of {@link ConsentRevocationOptions} */
  readonly revocations?: ConsentRevocationOptions | undefined;
  /** What is kept with each record for other systems: Google Consent Mode, TC and GPP strings. @default those of {@link ConsentInteropOptions} */
  readonly interop?: ConsentInteropOptions | undefined;
  /** @default those of {@link ConsentReportOptions} */
  readonly report?: ConsentReportOptions | undefined;
  /** Tools that asked for consent before, whose records may be taken over; of a visitor with cookies of several, the first counts. @default none */
  readonly import?: readonly ConsentImport[] | undefined;
  /** Where the pages lead that `ConsentMarkup` writes. @default where the routes are, see {@link ConsentSurfaceOptions} */
  readonly surface?: ConsentSurfaceOptions | undefined;
  /** Whom changes are told to: subscribers in the application, and webhooks. @default those of {@link ConsentOutboxOptions} */
  readonly outbox?: ConsentOutboxOptions | undefined;
}
