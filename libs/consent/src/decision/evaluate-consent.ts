import { type ConsentCategory, type ConsentSnapshot, type Decision, ESSENTIALS } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { hadGranted, judgementOf } from './judgement.js';
import { categoriesToAsk, reaskNotBefore } from './prompt-required.js';
import { decisionOn, stateOf } from './standing-of.js';
import { trackingConsent } from './tracking-consent.js';
import { type VisitorConsent } from './visitor-consent.js';

/** Whether a signal is there and everything that it is about is off. */
const isGpcHonoured = ({ signals, gpcAffects }: ConsentQuestion, allowed: ConsentSnapshot['allowed']): boolean =>
  signals.gpc && gpcAffects.length > 0 && gpcAffects.every((category) => allowed[category] !== true);

/** What a record means under the circumstances: a pure function. What decides about each category, {@link judgementOf} says. */
export function evaluateConsent(question: ConsentQuestion): VisitorConsent {
  const { stored, categories, terms, signals, noticeVersion, catalogueVersion } = question;
  const state = stateOf(question);
  const decisions: Partial<Record<ConsentCategory, Decision>> = {};
  const allowed: Partial<Record<ConsentCategory, boolean>> = { [ESSENTIALS]: true };
  for (const category of categories) {
    const decision = decisionOn(category, state, question);
    decisions[category] = decision;
    allowed[category] = judgementOf(category, decision, state, question).isAllowed;
  }
  const rest = reaskNotBefore(question);
  return {
    state,
    jurisdiction: terms.jurisdiction,
    regime: terms.regime,
    regimes: terms.regimes,
    decisions,
    allowed,
    tracking: trackingConsent(state, decisions, stored?.informed ?? []),
    subjectId: stored?.subjectId ?? null,
    recordId: stored?.recordId ?? null,
    decidedAt: stored && new Date(stored.decidedAt),
    validUntil: stored && new Date(stored.validUntil),
    noticeVersion,
    catalogueVersion,
    lapsed: categories.filter((category) => hadGranted(category, question) && decisions[category] === 'unset'),
    promptRequired: categoriesToAsk(question).length > 0,
    reaskNotBefore: rest === null ? null : new Date(rest),
    showGpcHonoured: terms.showsGpc && isGpcHonoured(question, allowed),
    signals,
  };
}
