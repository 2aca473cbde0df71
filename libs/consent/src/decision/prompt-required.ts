import { type ConsentCategory } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { covers, hasLapsed } from './stored-consent.js';

function needsAnswer(
  category: ConsentCategory,
  { stored, noticeVersion, renewals, now, reaskNotBefore }: ConsentQuestion,
): boolean {
  const decision = stored?.withdrawn ? 'denied' : stored?.decisions[category];
  if (!stored || decision === undefined || decision === 'unset') return true;
  if (!hasLapsed(stored, noticeVersion, now)) return decision === 'granted' && !covers(stored, category, renewals);
  return decision === 'granted' || now >= stored.decidedAt + reaskNotBefore;
}

/** Whether some category lacks an answer that counts; what was refused is left alone for as long as `reaskNotBefore` says. */
export const promptRequired = (question: ConsentQuestion): boolean =>
  question.regime !== 'notice-only' && question.categories.some((category) => needsAnswer(category, question));
