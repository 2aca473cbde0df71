import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, SiteResolver } from '@nest-privacy/core';
import { FaultLog } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { ConsentService } from '../consent.service.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';
import { localPath } from '../http/local-path.js';
import { ConsentNotices } from '../notice/consent-notices.js';
import { type PublicNotice } from '../notice/render-notice.js';
import { ShownNotices } from '../notice/shown-notices.js';
import { ConsentPaths } from './consent-paths.js';
import { type SurfaceScene } from './surface-scene.js';
import { type SurfaceWish } from './surface-wish.js';

/** A scene, and whether its visitor is to be asked. */
export interface AskedScene extends SurfaceScene {
  readonly isAsked: boolean;
}

/** What is shown of a visitor. */
type Known = Pick<SurfaceScene, 'regimes' | 'decisions' | 'allowed' | 'decidedAt' | 'hasGpc' | 'hasToShowGpc'>;

/** Of a page that says nothing of whoever sees it. */
const NOBODY: Known = { regimes: {}, decisions: {}, allowed: {}, decidedAt: null, hasGpc: false, hasToShowGpc: false };

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
    const visitor = this.consent.read(view);
    const isShared = isSharedPage(wish, visitor);
    const notice = wish.notice ?? this.active(site.id, wish, isShared ? undefined : view.header('accept-language'));
    if (notice === undefined) return undefined;
    return {
      notice,
      paths: this.paths.all(),
      redirect: wayBackOf([wish.redirect, ...(isShared ? [] : [view.url]), view.path]),
      isShared,
      isAsked: isShared || visitor.promptRequired,
      gpcAffects: this.config.gpcAffects,
      ...(isShared ? NOBODY : knownOf(visitor)),
    };
  }

  private active(siteId: string, wish: SurfaceWish, acceptLanguage: string | undefined): PublicNotice | undefined {
    if (this.notices.active(siteId) !== null) return this.shown.of(siteId, { ...wish, acceptLanguage }).notice;
    this.faults.error('No notice is published, or none could be read yet: pages ask nobody, and nothing is allowed');
    return undefined;
  }
}

/** The first that a form may name: what is none, such as an address of many parameters, would have every answer refused, a no included. */
const wayBackOf = (wanted: readonly (string | undefined)[]): string =>
  wanted.map((text) => text !== undefined && localPath(text)).find((path) => typeof path === 'string') ?? '/';

/** What is rendered as for nobody is the same for everybody. */
export const isSharedPage = ({ shared }: SurfaceWish, { anonymised }: VisitorConsent): boolean =>
  shared === true || anonymised === true;

const knownOf = (visitor: VisitorConsent): Known => ({
  regimes: visitor.regimes,
  decisions: visitor.decisions,
  allowed: visitor.allowed,
  decidedAt: visitor.decidedAt,
  hasGpc: visitor.signals.gpc,
  hasToShowGpc: visitor.showGpcHonoured,
});
