import { type ConsentQuestion } from '../decision/consent-question.js';
import { type PolicyTerms } from './policy-terms.js';

/** A question to a policy: what is known of a visitor, and what holds where the visitor is. */
export interface PolicyQuestion extends ConsentQuestion {
  readonly terms: PolicyTerms;
}
