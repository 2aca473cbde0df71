import { type ConsentCategory } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { covers, hasLapsed } from './stored-consent.js';

function needsAnswer(category: ConsentCategory, question: ConsentQuestion): boolean {
  const { stored, now, reaskNotBefore } = question;
  const decision = stored?.withdrawn ? 'denied' : stored?.decisions[category];
  if (!stored || decision === undefined || decision === 'unset') return true;
  if (!hasLapsed(stored, question, now)) return decision === 'granted' && !covers(stored, category, question);
  return decision === 'granted' || now >= stored.decidedAt + reaskNotBefore;
}

/** Whether some category lacks an answer that counts; what was refused is left alone for as long as `reaskNotBefore` says. */
export const promptRequired = (question: ConsentQuestion): boolean =>
  question.regime !== 'notice-only' && question.categories.some((category) => needsAnswer(category, question));
