import { type ConsentState } from '../state/consent-state.js';
import { type Save } from './save.js';

/** What the newest save that mentions the category says; `undefined` when none does. */
const wordOn = (category: string, saves: readonly Save[]): 'granted' | 'denied' | undefined =>
  saves
    .map(({ body }) => (body ? body.decisions[category] : 'denied'))
    .filter(Boolean)
    .at(-1);

/**
 * The state with what the visitor said and the server has not confirmed: a refusal holds, a grant changes nothing yet, and who has said something of
 * everything is not asked.
 */
export function withWords(state: ConsentState, saves: readonly Save[]): ConsentState {
  const decisions = { ...state.decisions };
  const allowed = { ...state.allowed };
  const categories = Object.keys(decisions);
  for (const category of categories) {
    if (wordOn(category, saves) === 'denied') {
      decisions[category] = 'denied';
      allowed[category] = false;
    }
  }
  const promptRequired = state.promptRequired && !categories.every((category) => wordOn(category, saves));
  return { ...state, decisions, allowed, promptRequired };
}
