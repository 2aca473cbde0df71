import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import {
  CategoryRegistry,
  Clock,
  type ConsentCategory,
  type ConsentReader,
  ESSENTIALS,
  NO_SIGNALS,
  type Regime,
  type RequestLike,
  RequestView,
  requestViewFrom,
  type Site,
  SiteResolver,
} from '@nest-privacy/core';
import { FaultLog } from '@nest-privacy/core/kit';
import { CatalogueInForce, NO_CATALOGUE } from './catalogue/catalogue-in-force.js';
import { ConsentConfig } from './consent.config.js';
import { ConsentPorts } from './consent.ports.js';
import { ConsentCookies, type CookieProof } from './cookie/consent-cookies.js';
import { RememberedEvaluation } from './decision/remembered-evaluation.js';
import { type StoredConsent } from './decision/stored-consent.js';
import { type VisitorConsent } from './decision/visitor-consent.js';
import { ConsentRevocations } from './revocation/consent-revocations.js';

const PROOF = Symbol.for('@nest-privacy/consent:proof');
const REGIMES: readonly Regime[] = ['opt-in', 'opt-out', 'notice-only'];

/** Where consent may be asked for: a request in any form (of a socket that which opened it, for it knows the scheme), or Nest's execution context. */
export type ConsentTarget = RequestView | RequestLike | ExecutionContext;

const isContext = (target: ConsentTarget): target is ExecutionContext =>
  typeof (target as ExecutionContext).switchToHttp === 'function';

function viewOf(target: ConsentTarget): RequestView | undefined {
  if (target instanceof RequestView) return target;
  if (isContext(target)) return requestViewFrom(target);
  return RequestView.of((target as { raw?: RequestLike }).raw ?? target);
}

/** Answers what a visitor allows: from the request's signed cookies and memory alone, without a query, and never writing. */
@Injectable()
export class ConsentService implements ConsentReader {
  private readonly faults = new FaultLog(ConsentService.name);
  private readonly evaluation = new RememberedEvaluation();

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly registry: CategoryRegistry,
    private readonly sites: SiteResolver,
    private readonly cookies: ConsentCookies,
    private readonly revocations: ConsentRevocations,
    private readonly catalogues: CatalogueInForce,
    private readonly ports: ConsentPorts,
  ) {
    registry.assertKnown(config.gpcAffects, 'ConsentModule option "gpcAffects"');
    for (const { id } of sites.sites) config.noticeVersion(id);
  }

  /**
   * What is known of the visitor now. Every question is answered anew, for a socket or a stream stays open for longer than consent may last: what was
   * withdrawn or has run out since the question before is seen.
   */
  read(view: RequestView): VisitorConsent {
    const site = this.sites.resolve(view);
    return this.evaluate(view, site, site ? this.proof(view, site).stored : null);
  }

  /** What the visitor's own cookies prove, or a newer decision of the same subject that is known here. */
  proof(view: RequestView, site: Site): CookieProof {
    const proof = this.cookieProof(view, site);
    return proof.stored === null ? proof : { ...proof, stored: this.revocations.newestOf(proof.stored) };
  }

  /**
   * Has the database asked where memory cannot tell whether a cookie still counts, which is rare; until then the cookie grants nothing. Whoever can wait,
   * waits before asking.
   *
   * @returns `undefined` when all is known; never rejects
   */
  settle(target: ConsentTarget): Promise<void> | undefined {
    const view = viewOf(target);
    const site = view && this.sites.resolve(view);
    const stored = site && this.cookieProof(view, site).stored;
    return stored ? this.revocations.settle(stored) : undefined;
  }

  /**
   * Whether every one of the categories is allowed now. A cookie of which memory cannot tell whether it still counts allows nothing until {@link settle} or
   * the next question.
   *
   * @param target a context without a request allows ESSENTIALS only
   */
  allows(target: ConsentTarget, ...categories: readonly ConsentCategory[]): boolean {
    return this.missing(target, categories).length === 0;
  }

  /** Those of the categories that are not allowed now. */
  missing(target: ConsentTarget, categories: readonly ConsentCategory[]): ConsentCategory[] {
    const view = viewOf(target);
    if (view === undefined) return categories.filter((category) => category !== ESSENTIALS);
    const { allowed } = this.read(view);
    return categories.filter((category) => allowed[category] !== true);
  }

  /** Lets the rest of the request see a decision it made itself, as the next one will see it by the cookies. */
  decided(view: RequestView, stored: StoredConsent): void {
    view.remember(PROOF, { subjectId: stored.subjectId, stored } satisfies CookieProof);
  }

  /** How `unset` is read for this request. */
  regimeOf(view: RequestView): Regime {
    try {
      const regime = this.config.regime(view);
      if (REGIMES.includes(regime)) return regime;
      this.faults.error('The option "regime" answered what is no regime; counting it as opt-in', regime);
    } catch (error) {
      this.faults.error('The option "regime" threw; counting it as opt-in', error);
    }
    return 'opt-in';
  }

  private cookieProof(view: RequestView, site: Site): CookieProof {
    return view.memo(PROOF, () => this.cookies.read(view, site));
  }

  private evaluate(view: RequestView, site: Site | undefined, stored: StoredConsent | null): VisitorConsent {
    const { gpcAffects, reaskNotBefore } = this.config;
    const { version, renewals } = site ? this.catalogues.of(site.id) : NO_CATALOGUE;
    return this.evaluation.evaluate({
      categories: this.registry.optional,
      stored,
      regime: site ? this.regimeOf(view) : 'opt-in',
      signals: site ? this.ports.signalsOf(view) : NO_SIGNALS,
      noticeVersion: site ? this.config.noticeVersion(site.id) : 1,
      catalogueVersion: version?.version ?? null,
      renewals,
      now: this.clock.now(),
      gpcAffects,
      reaskNotBefore,
    });
  }
}
