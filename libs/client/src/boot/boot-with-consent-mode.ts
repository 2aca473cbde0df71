import { signalsOf } from '../state/browser-signals.js';
import { judge } from '../state/judge.js';
import { boot, isTop } from './boot.js';
import { tellConsentMode } from './consent-mode.js';

/** Tells Google Consent Mode its default, is {@link boot}, and tells the one update where something was decided or is allowed. */
export function bootWithConsentMode(): void {
  // Tags that find no default take everything for granted, so that it is told before anything can fail.
  tellConsentMode('default', []);
  const known = boot();
  const question = { ...known, signals: signalsOf(known.settings, navigator) };
  const isAllowed = (category: string) => isTop() && judge(category, question)[1];
  const allowed = known.settings.categories.filter(isAllowed);
  if (known.stored || allowed[0]) tellConsentMode('update', allowed);
}
