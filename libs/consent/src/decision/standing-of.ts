import { type ConsentCategory, type ConsentStanding, type Decision } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { covers, hasLapsed } from './stored-consent.js';

/** Where a record stands. */
export function stateOf(question: ConsentQuestion): ConsentStanding {
  const { stored, now } = question;
  if (stored === null) return 'unset';
  if (stored.withdrawn) return 'withdrawn';
  return hasLapsed(stored, question, now) ? 'expired' : 'active';
}

/**
 * A refusal is kept even when its record has lapsed: time turns it into a question, never into a permission. A grant also lapses, alone, when its category
 * holds what it does not cover.
 */
export function decisionOn(category: ConsentCategory, state: ConsentStanding, question: ConsentQuestion): Decision {
  const { stored } = question;
  if (state === 'withdrawn') return 'denied';
  const decision = stored?.decisions[category] ?? 'unset';
  if (stored === null || decision !== 'granted') return decision;
  return state === 'expired' || !covers(stored, category, question) ? 'unset' : 'granted';
}
