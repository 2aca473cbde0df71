import { Injectable } from '@nestjs/common';
import {
  type ConsentReader,
  type ConsentSnapshot,
  type RequestView,
  type Site,
  SiteResolver,
} from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { ConsentCookies, type CookieProof } from './cookie/consent-cookies.js';
import { type StoredConsent } from './decision/stored-consent.js';
import { type VisitorConsent } from './decision/visitor-consent.js';
import { ConsentPolicy } from './policy/consent-policy.js';
import { ConsentRevocations } from './revocation/consent-revocations.js';

const PROOF = Symbol.for('@nest-privacy/consent:proof');

/** The module's own `ConsentReader`: from the request's signed cookies and memory alone, without a query, and never writing. */
@Injectable()
export class VisitorConsentReader implements ConsentReader {
  constructor(
    private readonly policy: ConsentPolicy,
    private readonly sites: SiteResolver,
    private readonly cookies: ConsentCookies,
    private readonly revocations: ConsentRevocations,
    private readonly ports: Ports,
  ) {}

  /**
   * What is known of the visitor now. Every question is answered anew, for a socket or a stream stays open for longer than consent may last: what was
   * withdrawn or has run out since the question before is seen.
   */
  read(view: RequestView): VisitorConsent {
    const site = this.sites.resolve(view);
    if (site === undefined) return this.nobody();
    return this.policy.evaluate(site.id, this.proof(view, site).stored, {
      terms: this.policy.termsOf(view, site.id),
      signals: this.ports.signals.read(view),
    });
  }

  /** What is known of nobody. */
  nobody(): VisitorConsent {
    return this.policy.evaluate(undefined, null, this.policy.unknown);
  }

  /** What another reader tells, together with what only this module knows. Who keeps consent elsewhere asks for it elsewhere. */
  complete(view: RequestView, told: ConsentSnapshot): VisitorConsent {
    const asking = { terms: this.policy.termsOfRegime(told.regime), signals: this.ports.signals.read(view) };
    return { ...this.policy.evaluate(this.sites.resolve(view)?.id, null, asking), promptRequired: false, ...told };
  }

  /** Has the database asked where memory cannot tell whether a cookie still counts, which is rare; until then the cookie grants nothing. */
  settle(view: RequestView): Promise<void> | undefined {
    const site = this.sites.resolve(view);
    const stored = site && this.cookieProof(view, site).stored;
    return stored ? this.revocations.settle(stored) : undefined;
  }

  isKnown(view: RequestView): boolean {
    const site = this.sites.resolve(view);
    const cookie = site && this.cookieProof(view, site).stored;
    if (!cookie) return true;
    return this.revocations.isKnown(cookie) && this.policy.isKnown(site.id, this.revocations.newestOf(cookie));
  }

  /** What the visitor's own cookies prove, or a newer decision of the same subject that is known here. */
  proof(view: RequestView, site: Site): CookieProof {
    const proof = this.cookieProof(view, site);
    if (proof.stored === null) return proof;
    const stored = this.revocations.newestOf(proof.stored);
    return stored === proof.stored ? proof : { ...proof, stored };
  }

  /** Lets the rest of the request see a decision it made itself, as the next one will see it by the cookies. */
  decided(view: RequestView, stored: StoredConsent): void {
    view.remember(PROOF, { subjectId: stored.subjectId, stored } satisfies CookieProof);
  }

  private cookieProof(view: RequestView, site: Site): CookieProof {
    return view.memo(PROOF, () => this.cookies.read(view, site));
  }
}
