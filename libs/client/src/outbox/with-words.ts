import { type ConsentState } from '../state/consent-state.js';
import { type Outbox } from './outbox.js';
import { type Save } from './save.js';

/** What the newest save that mentions the category says; `undefined` when none does. */
const wordOn = (category: string, saves: readonly Save[]): 'granted' | 'denied' | undefined =>
  saves
    .map(({ body }) => (body ? body.decisions[category] : 'denied'))
    .filter(Boolean)
    .at(-1);

/**
 * The state with what the visitor said and the server has not confirmed: a refusal holds, a grant changes nothing yet, and who has said something of
 * everything is not asked, unless what was said of has changed since.
 *
 * @param forbidden categories that are not allowed whatever was decided
 */
export function withWords(
  state: ConsentState,
  outbox: Pick<Outbox, 'words' | 'asksAgain'>,
  forbidden: readonly string[],
): ConsentState {
  const saves = outbox.words();
  const decisions = { ...state.decisions };
  const allowed = { ...state.allowed };
  let isAnswered = true;
  for (const category of Object.keys(decisions)) {
    const word = wordOn(category, saves);
    isAnswered &&= !!word;
    if (word === 'denied') decisions[category] = word;
    if (word === 'denied' || forbidden.includes(category)) allowed[category] = false;
  }
  const promptRequired = outbox.asksAgain === state.recordId || (state.promptRequired && !isAnswered);
  return { ...state, decisions, allowed, promptRequired };
}
