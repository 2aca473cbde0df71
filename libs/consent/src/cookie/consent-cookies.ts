import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, ConfigurationError, type RequestView, type Site, TrustedProxies } from '@nest-privacy/core';
import { BoundedMap, KeyRing, prefixedCookieName } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { CONSENT_COOKIE_MAX_BYTES, decodeConsent, encodeConsent, longestConsentCookie } from './consent-token.js';
import { decodeSubject, encodeSubject } from './subject-token.js';

/** What the cookies of a request prove. */
export interface CookieProof {
  readonly subjectId: string | null;
  readonly stored: StoredConsent | null;
}

/** What the cookies are called on one scheme. */
interface CookieNames {
  readonly subject: string;
  readonly consent: string;
}

const NOTHING: CookieProof = Object.freeze({ subjectId: null, stored: null });
const REMEMBERED = 10_000;

/** Reads and writes the two cookies. A pair that was verified once is remembered, so that a busy visitor costs one HMAC. */
@Injectable()
export class ConsentCookies {
  private readonly subjectKeys: KeyRing;
  private readonly consentKeys: KeyRing;
  private readonly names: Readonly<Record<'http' | 'https', CookieNames>>;
  private readonly verified = new BoundedMap<string, CookieProof>(REMEMBERED);

  /** @throws ConfigurationError when the categories' names do not fit into the cookie, or a secret is too short */
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly proxies: TrustedProxies,
    registry: CategoryRegistry,
  ) {
    this.subjectKeys = new KeyRing(config.secrets, 'consent-subject');
    this.consentKeys = new KeyRing(config.secrets, 'consent-cookie');
    this.names = { http: this.namesWhere(false), https: this.namesWhere(true) };
    const longest = longestConsentCookie(this.names.https.consent, registry.optional);
    if (longest > CONSENT_COOKIE_MAX_BYTES) {
      throw new ConfigurationError({
        code: 'CONSENT_COOKIE_TOO_LONG',
        what: `the consent cookie would take ${longest} bytes, and ${CONSENT_COOKIE_MAX_BYTES} is the most`,
        where: 'CoreModule option "categories"',
        remedy: 'use fewer categories, shorter names for them, or a shorter "cookies.consentName"',
      });
    }
  }

  /** Verifies the cookies of a request; nothing is proven by one that is missing, altered, or of another site or subject. */
  read(view: RequestView, site: Site): CookieProof {
    const names = this.names[this.schemeOf(view)];
    const subjectToken = view.cookie(names.subject);
    if (subjectToken === undefined) return NOTHING;
    const consentToken = view.cookie(names.consent) ?? '';
    if (subjectToken.length + consentToken.length > 2 * CONSENT_COOKIE_MAX_BYTES) return NOTHING;
    const key = `${site.id}\n${subjectToken}\n${consentToken}`;
    const known = this.verified.get(key);
    if (known) return known;
    const proof = this.verify(site.id, subjectToken, consentToken);
    if (proof.stored) this.verified.set(key, proof);
    return proof;
  }

  /** The `Set-Cookie` values that carry a decision to the browser. */
  write(view: RequestView, stored: StoredConsent): readonly string[] {
    const scheme = this.schemeOf(view);
    const { subject, consent } = this.names[scheme];
    const attributes = this.attributes(scheme);
    return [
      `${subject}=${encodeSubject(this.subjectKeys, stored.siteId, stored.subjectId)}${attributes}; HttpOnly`,
      `${consent}=${encodeConsent(this.consentKeys, stored)}${attributes}`,
    ];
  }

  private verify(siteId: string, subjectToken: string, consentToken: string): CookieProof {
    const subjectId = decodeSubject(this.subjectKeys, siteId, subjectToken);
    if (subjectId === undefined) return NOTHING;
    return { subjectId, stored: decodeConsent(this.consentKeys, siteId, subjectId, consentToken) ?? null };
  }

  /** How the client came, as far as the cookies are concerned. */
  private schemeOf(view: RequestView): 'http' | 'https' {
    return this.config.cookies.secure === 'always' ? 'https' : this.proxies.scheme(view);
  }

  private namesWhere(secure: boolean): CookieNames {
    const { subjectName, consentName, domain } = this.config.cookies;
    const scope = { secure, domain };
    return { subject: prefixedCookieName(subjectName, scope), consent: prefixedCookieName(consentName, scope) };
  }

  private attributes(scheme: 'http' | 'https'): string {
    const { domain, lifetime } = this.config.cookies;
    const parts = [`Max-Age=${Math.floor(lifetime / 1_000)}`, 'Path=/', 'SameSite=Lax'];
    if (domain !== undefined) parts.push(`Domain=${domain}`);
    if (scheme === 'https') parts.push('Secure');
    return `; ${parts.join('; ')}`;
  }
}
