import { isAsked, type Known } from '../state/answer.js';
import { readConsentCookie } from '../state/consent-cookie.js';
import { type PageSettings } from '../state/page-settings.js';
import { pageCookies } from '../transport/browser.js';

/** In a frame nobody is asked, and nothing is allowed, before it is known whose frame it is. */
export const isTop = (): boolean => self === top;

/**
 * What runs inline in the head of a page: before the first paint and without a request it says by `html[data-consent=ask|decided]` whether the visitor is to
 * be asked.
 *
 * @returns upon what it said so
 */
export function boot(): Known {
  const settings = JSON.parse(document.getElementById('nest-privacy')!.textContent) as PageSettings;
  const known = { settings, stored: readConsentCookie(pageCookies(), settings.cookie), now: Date.now() };
  const asks = isTop() && settings.categories.some((category) => isAsked(category, known));
  document.documentElement.dataset['consent'] = asks ? 'ask' : 'decided';
  return known;
}
