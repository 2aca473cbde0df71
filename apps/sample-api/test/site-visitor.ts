import { ConsentMarkup, type PublicNotice, type VisitorConsent } from '@nest-privacy/consent';
import { ESSENTIALS, type PrivacySignals, RequestView } from '@nest-privacy/core';
import { SEED_NOTICE } from '../src/privacy/seed/seed-notice.js';
import { PageSurface } from '../src/site/surface/page-surface.js';
import { type SiteTexts } from '../src/site/texts/site-texts.js';
import { type Visitor } from '../src/site/visitor.js';

const noticeIn = ({ language, direction, notice }: SiteTexts): PublicNotice => ({
  ...notice,
  site: 'default',
  noticeVersion: 1,
  noticeHash: null,
  language,
  direction,
  languages: ['en', 'de', 'ar'],
  variant: null,
  variants: [],
  controller: SEED_NOTICE.controller,
  layers: SEED_NOTICE.layers,
  categories: SEED_NOTICE.categories.map((category) => ({
    category,
    ...notice.categories[category]!,
    required: category === ESSENTIALS,
    items: [],
  })),
  catalogueVersion: 1,
  catalogueHash: null,
});

/** Somebody whom pages are rendered for without an application around them, by the suite's own markup. */
export function siteVisitor(texts: SiteTexts, consent: VisitorConsent, signals: PrivacySignals): Visitor {
  const notice = noticeIn(texts);
  const scene = {
    notice,
    paths: { consent: '/consent', events: null, choices: '/privacy#choices' },
    redirect: '/',
    isShared: false,
    isAsked: consent.promptRequired,
    regimes: consent.regimes,
    decisions: consent.decisions,
    allowed: consent.allowed,
    decidedAt: consent.decidedAt,
    hasGpc: signals.gpc,
    hasToShowGpc: consent.showGpcHonoured,
    gpcAffects: ['MARKETING'],
  };
  const markup = new ConsentMarkup({ of: () => scene } as never, { of: () => ({}) } as never);
  const client = { head: () => '' };
  return {
    path: '/offers',
    query: '',
    cameFrom: '/',
    hasDecided: true,
    texts,
    assets: { urlOf: (path) => `/${path}` },
    nonce: 'bm9uY2U=',
    signals,
    consent,
    notice,
    surface: new PageSurface(markup, client, new RequestView({ headers: {} }), {}),
  };
}
