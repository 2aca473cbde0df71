import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, ConfigurationError, type RequestView, type Site, TrustedProxies } from '@nest-privacy/core';
import { BoundedMap, KeyRing, OwnCookies } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { ConsentSubjects, subjectOf } from '../subjects/consent-subjects.js';
import { ConsentCookie } from './consent-cookie.js';
import { CONSENT_COOKIE_MAX_BYTES, decodeConsent, encodeConsent, longestConsentCookie } from './consent-token.js';

/** What a request proves by itself. */
export interface CookieProof {
  readonly subjectId: string | null;
  readonly stored: StoredConsent | null;
}

/** What the cookies of a header were found to prove. */
interface Found {
  readonly siteId: string;
  readonly token: string;
  readonly proof: CookieProof;
}

const NOTHING: CookieProof = Object.freeze({ subjectId: null, stored: null });
const REMEMBERED = 10_000;

/** Reads and writes the signed cookie with the decisions of a subject. One that was verified once is remembered, so that a busy visitor costs one HMAC. */
@Injectable()
export class ConsentCookies {
  private readonly self = Symbol('ConsentCookies');
  private readonly keys: KeyRing;
  private readonly cookie: ConsentCookie;
  private readonly subject: ConsentCookie;
  private readonly verified = new BoundedMap<string, Found>(REMEMBERED);

  /** @throws ConfigurationError when the categories' names do not fit into the cookie, or a secret is too short */
  constructor(
    @Inject(ConsentConfig) { secrets, cookies }: ConsentConfig,
    @Inject(ConsentSubjects) private readonly subjects: ConsentSubjects,
    proxies: TrustedProxies,
    registry: CategoryRegistry,
    own: OwnCookies,
  ) {
    own.keep(cookies.consentName, cookies.subjectName);
    this.keys = new KeyRing(secrets, 'consent-cookie');
    this.cookie = ConsentCookie.ofDecisions(cookies, proxies);
    this.subject = ConsentCookie.ofSubject(cookies, proxies);
    const longest = longestConsentCookie(this.cookie.longestName, registry.optional);
    if (longest > CONSENT_COOKIE_MAX_BYTES) {
      throw new ConfigurationError({
        code: 'CONSENT_COOKIE_TOO_LONG',
        what: `the consent cookie would take ${longest} bytes, and ${CONSENT_COOKIE_MAX_BYTES} is the most`,
        where: 'CoreModule option "categories"',
        remedy: 'use fewer categories, shorter names for them, or a shorter "cookies.consentName"',
      });
    }
  }

  /** Verifies what a request says of itself; nothing is proven by a cookie that is missing, altered, or of another site or subject. */
  read(view: RequestView, site: Site): CookieProof {
    const subjectId = subjectOf(this.subjects, view, site.id);
    if (subjectId === undefined) return NOTHING;
    const token = this.cookie.read(view);
    if (token === undefined || token.length > CONSENT_COOKIE_MAX_BYTES) return { subjectId, stored: null };
    const proven = view.cookies!.proven<Found>(this.self);
    if (proven?.token === token && isOf(proven, site.id, subjectId)) return proven.proof;
    const found = this.verify(site.id, subjectId, token);
    if (found === undefined) return { subjectId, stored: null };
    view.cookies!.prove(this.self, found);
    return found.proof;
  }

  /** The `Set-Cookie` values that carry a decision to the browser. */
  write(view: RequestView, stored: StoredConsent): readonly string[] {
    return [
      ...this.subjects.cookiesFor(view, stored.siteId, stored.subjectId),
      this.cookie.write(view, encodeConsent(this.keys, stored)),
    ];
  }

  /** The `Set-Cookie` values by which a browser forgets both. */
  forget(view: RequestView): readonly string[] {
    return [this.subject.erase(view), this.cookie.erase(view)];
  }

  private verify(siteId: string, subjectId: string, token: string): Found | undefined {
    const known = this.verified.get(token);
    if (known && isOf(known, siteId, subjectId)) return known;
    const stored = decodeConsent(this.keys, siteId, subjectId, token);
    if (stored === undefined) return undefined;
    const found = { siteId, token, proof: { subjectId, stored } };
    this.verified.set(token, found);
    return found;
  }
}

/** A cookie proves something beside one subject on one site alone. */
const isOf = ({ siteId, proof }: Found, site: string, subjectId: string): boolean =>
  siteId === site && proof.subjectId === subjectId;
