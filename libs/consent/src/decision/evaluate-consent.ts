import { type ConsentCategory, type ConsentStanding, type Decision, ESSENTIALS } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { promptRequired } from './prompt-required.js';
import { covers, hasLapsed } from './stored-consent.js';
import { trackingConsent } from './tracking-consent.js';
import { type VisitorConsent } from './visitor-consent.js';

function stateOf(question: ConsentQuestion): ConsentStanding {
  const { stored, now } = question;
  if (stored === null) return 'unset';
  if (stored.withdrawn) return 'withdrawn';
  return hasLapsed(stored, question, now) ? 'expired' : 'active';
}

/**
 * A refusal is kept even when its record has lapsed: time turns it into a question, never into a permission. A grant also lapses, alone, when its category
 * holds what it does not cover.
 */
function decisionOn(category: ConsentCategory, state: ConsentStanding, question: ConsentQuestion): Decision {
  const { stored } = question;
  if (state === 'withdrawn') return 'denied';
  const decision = stored?.decisions[category] ?? 'unset';
  if (stored === null || decision !== 'granted') return decision;
  return state === 'expired' || !covers(stored, category, question) ? 'unset' : 'granted';
}

const hadGranted = (category: ConsentCategory, { stored }: ConsentQuestion): boolean =>
  stored?.decisions[category] === 'granted';

function isAllowed(category: ConsentCategory, decision: Decision, state: ConsentStanding, q: ConsentQuestion): boolean {
  const isLapsed = decision === 'unset' && hadGranted(category, q);
  if (state === 'expired' || state === 'withdrawn' || decision === 'denied' || isLapsed) return false;
  const againstGpc = q.signals.gpc && q.gpcAffects.includes(category);
  if (decision === 'granted') return !againstGpc || q.stored?.informed.includes(category) === true;
  return q.regime !== 'opt-in' && q.signals.dnt !== true && !againstGpc;
}

/**
 * The whole decision, a pure function. In this order: what was refused, withdrawn, has expired, belongs to another notice or does not cover what the
 * catalogue holds is not allowed under any regime; a grant is allowed, also against DNT, but against GPC only when it was given in knowledge of it; and where nothing was decided
 * the signals say no before the regime may say yes.
 */
export function evaluateConsent(question: ConsentQuestion): VisitorConsent {
  const { stored, categories, regime, signals, noticeVersion, catalogueVersion } = question;
  const state = stateOf(question);
  const decisions: Partial<Record<ConsentCategory, Decision>> = {};
  const allowed: Partial<Record<ConsentCategory, boolean>> = { [ESSENTIALS]: true };
  for (const category of categories) {
    const decision = decisionOn(category, state, question);
    decisions[category] = decision;
    allowed[category] = isAllowed(category, decision, state, question);
  }
  return {
    state,
    regime,
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
    promptRequired: promptRequired(question),
    signals,
  };
}
