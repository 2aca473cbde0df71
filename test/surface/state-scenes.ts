import { type NoticeText, type PublicNotice } from '@nest-privacy/consent';
import { type ShownItem } from '@nest-privacy/core';
import { NOTICE as ARABIC } from '../../apps/sample-api/src/site/texts/arabic/notice.js';
import { NOTICE as ENGLISH } from '../../apps/sample-api/src/site/texts/english/notice.js';
import { NOTICE as GERMAN } from '../../apps/sample-api/src/site/texts/german/notice.js';
import { renderNotice } from '../../libs/consent/src/notice/render-notice.js';
import { type SurfaceScene } from '../../libs/consent/src/surface/surface-scene.js';
import { noticeContent } from '../../libs/consent/test/notice-content.js';
import { pseudoText } from '../element/notices.js';

/** Texts as a company would write them, and one in letters of nobody's language that is 40 % longer. */
const TEXTS: Readonly<Record<string, NoticeText>> = {
  en: ENGLISH,
  de: GERMAN,
  ar: ARABIC,
  'en-XA': pseudoText(ENGLISH),
};

/** The languages of the pages. */
export const LANGUAGES = Object.keys(TEXTS);

const item = (language: string, name: string, cookies: readonly string[]): ShownItem => ({
  id: name,
  name,
  purpose: 'Recognises a browser over several visits, and counts how often a page was read in one of them.',
  provider: 'Example Analytics and Advertising Ltd, Dublin',
  domain: null,
  lifetime: 'P13M',
  lifetimeText: '13 months',
  language,
  cookies: cookies.map((one) => ({ name: one, match: 'exact', domain: null, path: '/', httpOnly: false })),
});

/** What makes a page another one. */
export interface PageWish {
  readonly language: string;
  readonly gpc?: boolean;
  /** How silence is read: by `mixed` of statistics visitors are told, and to marketing they may object. @default opt-in */
  readonly law?: Law;
}

/** By category. */
const REGIMES = {
  'opt-in': { STATISTICS: 'opt-in', MARKETING: 'opt-in' },
  'opt-out': { STATISTICS: 'opt-out', MARKETING: 'opt-out' },
  mixed: { STATISTICS: 'notice-only', MARKETING: 'opt-out' },
} as const;
type Law = keyof typeof REGIMES;

/** A notice in one of the {@link LANGUAGES}, with items in two of its categories. */
export function noticeIn({ language }: PageWish): PublicNotice {
  const content = noticeContent({ translations: TEXTS });
  const rendered = { siteId: 'default', version: 1, sha256: '0'.repeat(64) };
  const notice = renderNotice({ ...rendered, content }, { language, variant: null }, undefined);
  const items: Readonly<Record<string, readonly ShownItem[]>> = {
    STATISTICS: [item('en', 'Visit counter', ['_visit', '_visit_of_a_name_that_is_rather_long'])],
    MARKETING: [item(language, 'Offers', ['_offer']), item('en', 'Films', [])],
  };
  return {
    ...notice,
    categories: notice.categories.map((one) => ({ ...one, items: items[one.category] ?? [] })),
  };
}

/** Somebody's first visit. */
export function sceneOf(wish: PageWish): SurfaceScene {
  const { gpc = false, law = 'opt-in' } = wish;
  const isAllowed = law !== 'opt-in';
  return {
    notice: noticeIn(wish),
    paths: { consent: '/consent', events: null, choices: '/privacy' },
    redirect: '/page',
    isShared: false,
    regimes: REGIMES[law],
    decisions: { STATISTICS: 'unset', MARKETING: 'unset' },
    allowed: { ESSENTIALS: true, STATISTICS: isAllowed, MARKETING: isAllowed && !gpc },
    decidedAt: null,
    hasGpc: gpc,
    hasToShowGpc: false,
    gpcAffects: ['MARKETING'],
  };
}
