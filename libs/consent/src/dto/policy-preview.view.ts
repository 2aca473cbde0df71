import { type ConsentCategory } from '@nest-privacy/core';
import { type PolicyAnswer } from '../policy/answer-of.js';
import { type PolicyReason } from '../policy/explain-policy.js';
import { type PolicyTerms } from '../policy/policy-terms.js';
import { VisitorConsentView } from './visitor-consent.view.js';

/** What a visitor would see, and why; times are ISO 8601 in UTC. */
export class PolicyPreviewView {
  readonly policyId: string;
  readonly rules: PolicyTerms['rules'];
  readonly jurisdiction: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly legalBases: PolicyTerms['legalBases'];
  readonly gpc: PolicyTerms['gpc'];
  readonly defaults: PolicyAnswer['defaults'];
  readonly ask: readonly ConsentCategory[];
  readonly validUntil: Readonly<Record<string, string>>;
  readonly reaskNotBefore: string;
  readonly consent: VisitorConsentView;
  readonly explain: readonly PolicyReason[];

  constructor(answer: PolicyAnswer, consentMode: VisitorConsentView['consentMode']) {
    const { terms, consent, defaults, ask, validUntil, reaskNotBefore } = answer;
    this.policyId = terms.id;
    this.rules = terms.rules;
    this.jurisdiction = terms.jurisdiction;
    this.country = terms.place.country;
    this.region = terms.place.region;
    this.legalBases = terms.legalBases;
    this.gpc = terms.gpc;
    this.defaults = defaults;
    this.ask = ask;
    this.validUntil = Object.fromEntries(
      Object.entries(validUntil).map(([outcome, until]) => [outcome, until.toISOString()]),
    );
    this.reaskNotBefore = reaskNotBefore.toISOString();
    // Nothing was recorded.
    this.consent = new VisitorConsentView({ ...consent, recordId: null }, consentMode);
    this.explain = answer.explain();
  }
}
