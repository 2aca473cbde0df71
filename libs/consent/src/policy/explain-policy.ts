import { type ConsentCategory } from '@nest-privacy/core';
import { regimeOf } from '../decision/consent-terms.js';
import { decisionOn, stateOf } from '../decision/standing-of.js';
import { type DecidingRule, judgementOf } from '../decision/judgement.js';
import { categoriesToAsk, reaskNotBefore } from '../decision/prompt-required.js';
import { type AppliedRule, type PolicyTerms } from './policy-terms.js';
import { type PolicyQuestion } from './policy-question.js';

/** Why a category is allowed or not; `category` is left out where a rule is about all. */
export interface PolicyReason extends AppliedRule {
  readonly category?: ConsentCategory;
}

const day = (instant: number): string => new Date(instant).toISOString();

const WORDS: Readonly<Record<Exclude<DecidingRule, 'regime'>, (question: PolicyQuestion) => string>> = {
  withdrawal: ({ stored }) => `everything was withdrawn on ${day(stored!.decidedAt)}`,
  refusal: ({ stored }) => `it was refused on ${day(stored!.decidedAt)}, and a refusal beats every default`,
  expiry: ({ stored }) =>
    `the answer held until ${day(stored!.validUntil)}, or was given to a notice that counts no longer`,
  lapse: () => 'the grant does not cover what the category holds today, or was given to a notice that counts no longer',
  grant: ({ stored }) => `it was granted on ${day(stored!.decidedAt)}`,
  'informed-grant': ({ stored }) =>
    `it was granted on ${day(stored!.decidedAt)}, in knowledge of the conflict with Sec-GPC: 1`,
  gpc: () => 'the browser says Sec-GPC: 1, and it was not granted in knowledge of that',
  dnt: () => 'the browser says DNT: 1, and nothing was decided',
};

/** The rule of law by which a regime holds: the one that applies, or the choice among several. */
export function lawOf({ applied }: Pick<PolicyTerms, 'applied'>): Pick<AppliedRule, 'rule' | 'law'> {
  const laws = applied.filter(({ law }) => law !== null);
  const { rule, law } = (laws.length === 1 ? laws[0] : undefined) ?? applied.at(-1)!;
  return { rule, law };
}

function reasonOf(category: ConsentCategory, question: PolicyQuestion): PolicyReason {
  const state = stateOf(question);
  const { rule, isAllowed } = judgementOf(category, decisionOn(category, state, question), state, question);
  const outcome = isAllowed ? 'allowed' : 'not allowed';
  if (rule !== 'regime') return { rule, law: null, category, effect: `${outcome}: ${WORDS[rule](question)}` };
  const regime = regimeOf(question.terms, category);
  return { ...lawOf(question.terms), category, effect: `${outcome}: nothing was decided, and ${regime} holds` };
}

function askingOf(question: PolicyQuestion): readonly PolicyReason[] {
  const asked = categoriesToAsk(question);
  const effect = asked.length > 0 ? `to be asked about: ${asked.join(', ')}` : 'nobody is to be asked';
  const rest = reaskNotBefore(question);
  const asking = { rule: 'prompt', law: null, effect };
  if (rest === null) return [asking];
  return [asking, { rule: 'rest', law: null, effect: `what was refused is not asked about before ${day(rest)}` }];
}

/** Every rule that was applied, in the order in which they are: where the visitor is, the law there, what decides about each category, and who is asked. */
export const explainPolicy = (question: PolicyQuestion): readonly PolicyReason[] => [
  ...question.terms.applied,
  ...question.categories.map((category) => reasonOf(category, question)),
  ...askingOf(question),
];
