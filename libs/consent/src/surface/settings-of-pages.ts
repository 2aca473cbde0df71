import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock, NO_PLACE, type RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { CatalogueInForce } from '../catalogue/catalogue-in-force.js';
import { ConsentConfig } from '../consent.config.js';
import { ConsentService } from '../consent.service.js';
import { ConsentCookie } from '../cookie/consent-cookie.js';
import { ConsentPolicy } from '../policy/consent-policy.js';
import { ConsentPaths } from './consent-paths.js';
import { type PageSettings } from './page-settings.js';
import { isSharedPage } from './surface-scenes.js';
import { type SurfaceWish } from './surface-wish.js';

/** Tells pages by what they judge the visitor's cookie. */
@Injectable()
export class SettingsOfPages {
  private readonly cookie: ConsentCookie;

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly registry: CategoryRegistry,
    private readonly sites: SiteResolver,
    private readonly consent: ConsentService,
    private readonly policy: ConsentPolicy,
    private readonly catalogues: CatalogueInForce,
    private readonly paths: ConsentPaths,
    proxies: TrustedProxies,
  ) {
    this.cookie = ConsentCookie.ofDecisions(config.cookies, proxies);
  }

  /** @throws ProblemException 421 `SITE_UNKNOWN`; ConfigurationError `CONSENT_SURFACE_PATH_UNKNOWN` */
  of(view: RequestView, wish: SurfaceWish): PageSettings {
    const { id } = this.sites.require(view);
    const visitor = this.consent.read(view);
    const isShared = isSharedPage(wish, visitor);
    const terms = isShared ? this.policy.termsAt(id, NO_PLACE, this.clock.now()) : this.policy.termsOf(view, id);
    const { noticeVersion, noticeValidity } = this.policy.notice(id);
    const catalogue = this.catalogues.of(id);
    return {
      paths: this.paths.all(),
      cookie: this.cookie.nameFor(view),
      categories: this.registry.optional,
      regimes: isShared ? {} : visitor.regimes,
      gpcAffects: this.config.gpcAffects,
      notice: { version: noticeVersion, validity: noticeValidity ?? null },
      catalogue: { version: catalogue.version?.version ?? null, renewals: catalogue.renewals },
      reaskNotBefore: terms.reaskNotBefore,
      showsGpc: terms.showsGpc,
      signals: isShared ? null : visitor.signals,
    };
  }
}
