import { Inject, Injectable } from '@nestjs/common';
import {
  CategoryRegistry,
  Clock,
  NO_SIGNALS,
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
import { type StoredConsent } from '../decision/stored-consent.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';
import { NoticeReader, noticeVersionOf } from '../notice/notice-reader.js';
import { Circumstances } from './circumstances.js';

const REGIMES: readonly Regime[] = ['opt-in', 'opt-out', 'notice-only'];

/** What is known of whoever asks, beside the record. */
export interface Asking {
  /** How `unset` is read for them. */
  readonly regime: Regime;
  /** What their browser says by itself. */
  readonly signals: PrivacySignals;
}

/** Of whoever nothing is known. */
export const UNKNOWN: Asking = Object.freeze({ regime: 'opt-in', signals: NO_SIGNALS });

/** Of what is no site of ours. */
const NO_NOTICE: NoticeToday = { noticeVersion: 0 };

/** Says what a record means today: by the options, the site's notice and catalogue, and the clock. */
@Injectable()
export class ConsentPolicy {
  private readonly faults = new FaultLog(ConsentPolicy.name);
  private readonly evaluation = new RememberedEvaluation();
  private readonly circumstances: Circumstances;

  /** @throws ConfigurationError when an option names what does not exist */
  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NoticeReader) private readonly notices: NoticeReader,
    registry: CategoryRegistry,
    private readonly catalogues: CatalogueInForce,
    sites: SiteResolver,
  ) {
    registry.assertKnown(config.gpcAffects, 'ConsentModule option "gpcAffects"');
    const { gpcAffects, reaskNotBefore } = config;
    this.circumstances = new Circumstances({ categories: registry.optional, gpcAffects, reaskNotBefore });
    for (const { id } of sites.sites) this.noticeVersion(id);
  }

  /** What a record allows on a site now; `null` where nothing was decided, and `undefined` for a site that is none of ours. */
  evaluate(siteId: string | undefined, stored: StoredConsent | null, { regime, signals }: Asking): VisitorConsent {
    const circumstances = this.circumstances.of({
      regime,
      signals,
      ...(siteId === undefined ? NO_NOTICE : this.notice(siteId)),
      catalogue: siteId === undefined ? NO_CATALOGUE : this.catalogues.of(siteId),
    });
    return this.evaluation.evaluate(stored, this.clock.now(), circumstances);
  }

  /** The version of the notice that visitors of a site are shown now. */
  noticeVersion(siteId: string): number {
    return noticeVersionOf(this.notices, siteId);
  }

  /** The same, and what it leaves of earlier decisions. */
  notice(siteId: string): NoticeToday {
    return { noticeVersion: this.noticeVersion(siteId), noticeValidity: this.notices.validityOf?.(siteId) };
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
}
