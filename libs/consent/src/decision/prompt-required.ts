import { type ConsentCategory } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { regimeOf } from './consent-terms.js';
import { judgementOf } from './judgement.js';
import { endOf } from './span.js';
import { decisionOn, stateOf } from './standing-of.js';
import { covers, hasLapsed } from './stored-consent.js';

/** Whether an answer that ended keeps closed what the law would let pass without one: only another answer can open it. */
function isLeftClosed(category: ConsentCategory, question: ConsentQuestion): boolean {
  const state = stateOf(question);
  const { rule } = judgementOf(category, decisionOn(category, state, question), state, question);
  return rule === 'expiry' || rule === 'lapse';
}

function needsAnswer(category: ConsentCategory, question: ConsentQuestion): boolean {
  const { stored, now, terms } = question;
  if (regimeOf(terms, category) === 'notice-only') return isLeftClosed(category, question);
  const decision = stored?.withdrawn ? 'denied' : stored?.decisions[category];
  if (!stored || decision === undefined || decision === 'unset') return true;
  if (!hasLapsed(stored, question, now)) return decision === 'granted' && !covers(stored, category, question);
  return decision === 'granted' || now >= endOf(stored.decidedAt, terms.reaskNotBefore);
}

/**
 * The categories that lack an answer that counts, of those that the law wants asked about; what was refused is left alone for as long as `reaskNotBefore`
 * says. Where the law wants nobody asked, those alone that were answered and have run out or lapsed, for no default lets them pass any more; what was refused
 * there stays refused, and is never asked about.
 */
export const categoriesToAsk = (question: ConsentQuestion): readonly ConsentCategory[] =>
  question.categories.filter((category) => needsAnswer(category, question));

const hasRefused = ({ stored, categories }: ConsentQuestion): boolean =>
  stored !== null && (stored.withdrawn || categories.some((category) => stored.decisions[category] === 'denied'));

/** Until when what was refused must not be asked about again, in milliseconds since the epoch; `null` where nothing was refused. */
export const reaskNotBefore = (question: ConsentQuestion): number | null =>
  hasRefused(question) ? endOf(question.stored!.decidedAt, question.terms.reaskNotBefore) : null;
