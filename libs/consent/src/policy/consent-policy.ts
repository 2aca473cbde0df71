import { Inject, Injectable } from '@nestjs/common';
import {
  CategoryRegistry,
  Clock,
  NO_PLACE,
  NO_SIGNALS,
  type Place,
  Places,
  type PrivacySignals,
  type Regime,
  type RequestView,
  SiteResolver,
} from '@nest-privacy/core';
import { FaultLog } from '@nest-privacy/core/kit';
import { CatalogueInForce, NO_CATALOGUE } from '../catalogue/catalogue-in-force.js';
import { ConsentConfig } from '../consent.config.js';
import { type NoticeToday } from '../decision/notice-validity.js';
import { RememberedEvaluation } from '../decision/remembered-evaluation.js';
import { type ConsentCircumstances, type ConsentQuestion } from '../decision/consent-question.js';
import { type ConsentTerms } from '../decision/consent-terms.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';
import { NoticeReader, noticeVersionOf } from '../notice/notice-reader.js';
import { answerOf, type PolicyAnswer } from './answer-of.js';
import { assertSites } from './assert-sites.js';
import { Circumstances } from './circumstances.js';
import { fixedTerms } from './fixed-terms.js';
import { PolicyBook } from './policy-book.js';
import { type PolicyTerms } from './policy-terms.js';

const REGIMES: readonly Regime[] = ['opt-in', 'opt-out', 'notice-only'];

/** What is known of whoever asks, beside the record. */
export interface Asking {
  /** What holds for them. */
  readonly terms: ConsentTerms;
  /** What their browser says by itself. */
  readonly signals: PrivacySignals;
}

/** Of what is no site of ours. */
const NO_NOTICE: NoticeToday = { noticeVersion: 0 };

/** Says what a record means today: by the options, the site's notice and catalogue, and the clock. */
@Injectable()
export class ConsentPolicy {
  private readonly faults = new FaultLog(ConsentPolicy.name);
  private readonly evaluation = new RememberedEvaluation();
  private readonly circumstances: Circumstances;
  private readonly book: PolicyBook | undefined;
  private readonly fixed: Readonly<Record<Regime, PolicyTerms>>;

  /** @throws ConfigurationError when an option names what does not exist */
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NoticeReader) private readonly notices: NoticeReader,
    registry: CategoryRegistry,
    private readonly catalogues: CatalogueInForce,
    sites: SiteResolver,
    private readonly places: Places,
  ) {
    registry.assertKnown(config.gpcAffects, 'ConsentModule option "gpcAffects"');
    const { gpcAffects, policy } = config;
    const categories = registry.optional;
    const scope = { categories, gpcAffects };
    this.circumstances = new Circumstances(scope);
    for (const { id, regimes = {}, legalBases = {} } of policy?.rules ?? [])
      registry.assertKnown(Object.keys({ ...regimes, ...legalBases }), `ConsentModule option "policy", rule "${id}"`);
    assertSites(policy?.rules ?? [], sites);
    this.book = policy ? new PolicyBook(policy, scope) : undefined;
    this.fixed = {
      'opt-in': fixedTerms('opt-in', config, categories),
      'opt-out': fixedTerms('opt-out', config, categories),
      'notice-only': fixedTerms('notice-only', config, categories),
    };
    for (const { id } of sites.sites) this.noticeVersion(id);
  }

  /** What a record allows on a site now; `null` where nothing was decided, and `undefined` for a site that is none of ours. */
  evaluate(siteId: string | undefined, stored: StoredConsent | null, asking: Asking): VisitorConsent {
    return this.evaluation.evaluate(stored, this.clock.now(), this.circumstancesOf(siteId, asking));
  }

  /** The version of the notice that visitors of a site are shown now. */
  noticeVersion(siteId: string): number {
    return noticeVersionOf(this.notices, siteId);
  }

  /** The same, and what it leaves of earlier decisions. */
  notice(siteId: string): NoticeToday {
    return { noticeVersion: this.noticeVersion(siteId), noticeValidity: this.notices.validityOf?.(siteId) };
  }

  /** Of whoever nothing is known: what is strictest holds. */
  get unknown(): Asking {
    return { terms: this.termsAt(undefined, NO_PLACE, this.clock.now()), signals: NO_SIGNALS };
  }

  /** What holds for this request. */
  termsOf(view: RequestView, siteId: string | undefined): PolicyTerms {
    return this.book ? this.termsAt(siteId, this.places.of(view), this.clock.now()) : this.fixed[this.regimeOf(view)];
  }

  /**
   * What holds for visitors of a place.
   *
   * @param now milliseconds since the epoch
   */
  termsAt(siteId: string | undefined, place: Place, now: number): PolicyTerms {
    return this.book?.termsOf({ siteId, place, now }) ?? this.fixed['opt-in'];
  }

  /** All that the policy says of somebody on a site, and why. */
  answerTo(
    siteId: string,
    place: Place,
    now: number,
    known: Pick<ConsentQuestion, 'signals' | 'stored'>,
  ): PolicyAnswer {
    const terms = this.termsAt(siteId, place, now);
    return answerOf({ ...this.circumstancesOf(siteId, { terms, signals: known.signals }), ...known, terms, now });
  }

  /** Whether it is known here what visitors of a site are shown, and is nothing earlier than what a record was made upon. */
  isKnown(siteId: string, { noticeVersion, catalogueVersion }: StoredConsent): boolean {
    const { version, renewals } = this.catalogues.of(siteId);
    if (this.notices.isKnown?.() === false || renewals === null) return false;
    return (
      noticeVersion <= this.noticeVersion(siteId) && (version === null || (catalogueVersion ?? 0) <= version.version)
    );
  }

  /** The version of the catalogue that visitors of a site are shown now; `null` where there is none, or it is not known. */
  catalogueVersion(siteId: string): number | null {
    return this.catalogues.of(siteId).version?.version ?? null;
  }

  /** What holds where another reader says what the regime is. */
  termsOfRegime(regime: Regime): PolicyTerms {
    return this.fixed[regime];
  }

  private circumstancesOf(siteId: string | undefined, { terms, signals }: Asking): ConsentCircumstances {
    return this.circumstances.of({
      terms,
      signals,
      ...(siteId === undefined ? NO_NOTICE : this.notice(siteId)),
      catalogue: siteId === undefined ? NO_CATALOGUE : this.catalogues.of(siteId),
    });
  }

  /** How `unset` is read for this request, by the option `regime`. */
  private regimeOf(view: RequestView): Regime {
    try {
      const regime = this.config.regime(view);
      if (REGIMES.includes(regime)) return regime;
      this.faults.error('The option "regime" answered what is no regime; counting it as opt-in', regime);
    } catch (error) {
      this.faults.error('The option "regime" threw; counting it as opt-in', error);
    }
    return 'opt-in';
  }
}
