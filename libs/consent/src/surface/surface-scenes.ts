import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, SiteResolver } from '@nest-privacy/core';
import { FaultLog } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { ConsentService } from '../consent.service.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';
import { localPath } from '../http/local-path.js';
import { ConsentNotices } from '../notice/consent-notices.js';
import { ShownNotices } from '../notice/shown-notices.js';
import { ConsentPaths } from './consent-paths.js';
import { type SurfaceScene } from './surface-scene.js';
import { type SurfaceWish } from './surface-wish.js';

/** A scene, and whether its visitor is to be asked. */
export interface AskedScene extends SurfaceScene {
  readonly isAsked: boolean;
}

/** What is shown of a visitor. */
type Known = Pick<SurfaceScene, 'regimes' | 'decisions' | 'allowed' | 'decidedAt' | 'hasGpc'>;

/** Of a page that says nothing of whoever sees it. */
const NOBODY: Known = { regimes: {}, decisions: {}, allowed: {}, decidedAt: null, hasGpc: false };

/** Makes scenes of requests, from memory and at once. */
@Injectable()
export class SurfaceScenes {
  private readonly faults = new FaultLog(SurfaceScenes.name);

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly sites: SiteResolver,
    private readonly consent: ConsentService,
    private readonly notices: ConsentNotices,
    private readonly shown: ShownNotices,
    private readonly paths: ConsentPaths,
  ) {}

  /**
   * @returns `undefined` where no notice is published, so that nobody can be asked; that is logged
   * @throws ProblemException 421 `SITE_UNKNOWN`; ConfigurationError `CONSENT_SURFACE_PATH_UNKNOWN`
   */
  of(view: RequestView, wish: SurfaceWish = {}): AskedScene | undefined {
    const site = this.sites.require(view);
    if (this.notices.active(site.id) === null) {
      this.faults.error('No notice is published, or none could be read yet: pages ask nobody, and nothing is allowed');
      return undefined;
    }
    const visitor = this.consent.read(view);
    const isShared = isSharedPage(wish, visitor);
    const { language, variant } = wish;
    const acceptLanguage = isShared ? undefined : view.header('accept-language');
    return {
      notice: this.shown.of(site.id, { language, variant, acceptLanguage }).notice,
      paths: this.paths.all(),
      redirect: wish.redirect ?? localPath(isShared ? view.path : view.url) ?? '/',
      isShared,
      isAsked: isShared || visitor.promptRequired,
      gpcAffects: this.config.gpcAffects,
      ...(isShared ? NOBODY : knownOf(visitor)),
    };
  }
}

/** What is rendered as for nobody is the same for everybody. */
export const isSharedPage = ({ shared }: SurfaceWish, { anonymised }: VisitorConsent): boolean =>
  shared === true || anonymised === true;

const knownOf = ({ regimes, decisions, allowed, decidedAt, signals }: VisitorConsent): Known => ({
  regimes,
  decisions,
  allowed,
  decidedAt,
  hasGpc: signals.gpc,
});
