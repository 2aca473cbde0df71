import { type Regime } from '@nest-privacy/core';
import { type ConsentTerms, type Regimes, strictestOf } from '../decision/consent-terms.js';

/**
 * What holds where nobody knows of a law, for questions to `evaluateConsent`: nothing is left in peace after a refusal, and GPC need not be shown.
 *
 * @param regimes by category; `opt-in` where nothing is said
 * @param members that are to be others
 */
export const consentTerms = (regimes: Regimes = {}, members: Partial<ConsentTerms> = {}): ConsentTerms => ({
  jurisdiction: 'application',
  regime: strictestOf(Object.values<Regime>(regimes)),
  regimes,
  reaskNotBefore: 0,
  showsGpc: false,
  ...members,
});
