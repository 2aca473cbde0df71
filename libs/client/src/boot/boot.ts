import { signalsOf } from '../state/browser-signals.js';
import { readConsentCookie } from '../state/consent-cookie.js';
import { judge } from '../state/judge.js';
import { type PageSettings } from '../state/page-settings.js';
import { tellConsentMode } from './consent-mode.js';

/**
 * What runs inline in the head of a page: before the first paint and without a request it says by `html[data-consent=ask|decided]` whether the visitor is to
 * be asked, and tells Google Consent Mode its default and, where something was decided or is allowed, the one update.
 */
export function boot(): void {
  const settings = JSON.parse(document.getElementById('nest-privacy')!.textContent) as PageSettings;
  const stored = readConsentCookie(document.cookie, settings.cookie);
  const question = { stored, settings, signals: signalsOf(settings, navigator), now: Date.now() };
  // In a frame nobody is asked, and nothing is allowed, before it is known whose frame it is.
  const isTop = self === top;
  let isAsked = false;
  const allowed = settings.categories.filter((category) => {
    const [, isAllowed, asks] = judge(category, question);
    isAsked ||= asks;
    return isTop && isAllowed;
  });
  document.documentElement.dataset['consent'] = isTop && isAsked ? 'ask' : 'decided';
  tellConsentMode('default', []);
  if (stored || allowed[0]) tellConsentMode('update', allowed);
}
