import { signalsOf } from '../state/browser-signals.js';
import { judge } from '../state/judge.js';
import { boot, isTop } from './boot.js';
import { tellConsentMode } from './consent-mode.js';

/** {@link boot}, which then tells Google Consent Mode its default and, where something was decided or is allowed, the one update. */
export function bootWithConsentMode(): void {
  const known = boot();
  const question = { ...known, signals: signalsOf(known.settings, navigator) };
  const isAllowed = (category: string) => isTop() && judge(category, question)[1];
  const allowed = known.settings.categories.filter(isAllowed);
  tellConsentMode('default', []);
  if (known.stored || allowed[0]) tellConsentMode('update', allowed);
}
