import { answerTo, type Known } from './answer.js';
import { type Decision, type Signals } from './consent-state.js';

/** All that an answer depends on. */
export interface Question extends Known {
  readonly signals: Signals;
}

/** What a cookie means for one category. */
export type Judgement = readonly [decision: Decision, isAllowed: boolean];

/**
 * The decision about one category, as the server makes it. What was refused or withdrawn, has run out, or does not cover what there is today is not allowed
 * under any regime; a grant is, against GPC only when it was given in knowledge of it; and where nothing was decided the signals say no before the regime may
 * say yes.
 */
export function judge(category: string, question: Question): Judgement {
  const { settings, signals } = question;
  const answer = answerTo(category, question);
  const isAgainstGpc = signals.gpc && settings.gpcAffects.includes(category);
  if (answer === 'g' || answer === 'i') return ['granted', answer === 'i' || !isAgainstGpc];
  const mayBeUnset = (settings.regimes[category] ?? 'opt-in') !== 'opt-in' && !signals.dnt && !isAgainstGpc;
  return [answer === 'd' ? 'denied' : 'unset', !answer && mayBeUnset];
}
