import { type ConsentCategory, type ConsentSnapshot } from '@nest-privacy/core';
import { type ConsentQuestion } from '../decision/consent-question.js';
import { evaluateConsent } from '../decision/evaluate-consent.js';
import { categoriesToAsk } from '../decision/prompt-required.js';
import { endOf } from '../decision/span.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';
import { explainPolicy, type PolicyReason } from './explain-policy.js';
import { type PolicyQuestion } from './policy-question.js';
import { type PolicyRules } from './policy-rule.js';
import { type Outcome, type PolicyTerms } from './policy-terms.js';
import { type PolicyScene } from './rules-for.js';
import { termsOf } from './terms-of.js';

/** All that a policy says of a visitor. */
export interface PolicyAnswer {
  readonly terms: PolicyTerms;
  readonly consent: VisitorConsent;
  /** What would be allowed to somebody who never decided, and whose browser says the same. */
  readonly defaults: ConsentSnapshot['allowed'];
  /** The categories that the visitor is to be asked about. */
  readonly ask: readonly ConsentCategory[];
  /** Until when an answer would hold that was given now, by what it amounts to. */
  readonly validUntil: Readonly<Record<Outcome, Date>>;
  /** Before when nobody would be asked again who refused now. */
  readonly reaskNotBefore: Date;
  /** Each rule that was applied. */
  explain(): readonly PolicyReason[];
}

/** What a policy says of a visitor: a pure function of what is known. */
export function answerOf(question: PolicyQuestion): PolicyAnswer {
  const { terms, now } = question;
  const until = (outcome: Outcome): Date => new Date(endOf(now, terms.validity[outcome]));
  return {
    terms,
    consent: evaluateConsent(question),
    defaults: evaluateConsent({ ...question, stored: null }).allowed,
    ask: categoriesToAsk(question),
    validUntil: { granted: until('granted'), refused: until('refused'), withdrawn: until('withdrawn') },
    reaskNotBefore: new Date(endOf(now, terms.reaskNotBefore)),
    explain: () => explainPolicy(question),
  };
}

/**
 * The whole policy as one pure function: from the rules, the place, the site, the signals, the earlier record and the time to what is allowed, what has to be asked,
 * how long an answer holds, before when it must not be asked again, and why.
 */
export const decidePolicy = (
  rules: PolicyRules,
  scene: PolicyScene,
  question: Omit<ConsentQuestion, 'terms' | 'now'>,
): PolicyAnswer => answerOf({ ...question, terms: termsOf(rules, scene, question), now: scene.now });
