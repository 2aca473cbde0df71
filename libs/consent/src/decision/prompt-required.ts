import { type ConsentCategory } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { regimeOf } from './consent-terms.js';
import { endOf } from './span.js';
import { covers, hasLapsed } from './stored-consent.js';

function needsAnswer(category: ConsentCategory, question: ConsentQuestion): boolean {
  const { stored, now, terms } = question;
  if (regimeOf(terms, category) === 'notice-only') return false;
  const decision = stored?.withdrawn ? 'denied' : stored?.decisions[category];
  if (!stored || decision === undefined || decision === 'unset') return true;
  if (!hasLapsed(stored, question, now)) return decision === 'granted' && !covers(stored, category, question);
  return decision === 'granted' || now >= endOf(stored.decidedAt, terms.reaskNotBefore);
}

/**
 * The categories that lack an answer that counts, of those that the law wants asked about; what was refused is left alone for as long as `reaskNotBefore`
 * says.
 */
export const categoriesToAsk = (question: ConsentQuestion): readonly ConsentCategory[] =>
  question.categories.filter((category) => needsAnswer(category, question));

const hasRefused = ({ stored, categories }: ConsentQuestion): boolean =>
  stored !== null && (stored.withdrawn || categories.some((category) => stored.decisions[category] === 'denied'));

/** Until when what was refused must not be asked about again, in milliseconds since the epoch; `null` where nothing was refused. */
export const reaskNotBefore = (question: ConsentQuestion): number | null =>
  hasRefused(question) ? endOf(question.stored!.decidedAt, question.terms.reaskNotBefore) : null;
