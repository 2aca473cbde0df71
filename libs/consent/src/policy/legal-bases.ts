import { type Regime } from '@nest-privacy/core';
import { type LegalBasis } from './policy-rule.js';

/** The basis that follows from a regime. */
export const BASES: Readonly<Record<Regime, LegalBasis>> = {
  'opt-in': 'consent',
  'opt-out': 'opt-out',
  'notice-only': 'notice',
};

/** The regimes under which each basis can be one; what is necessary is not asked about under any. */
const REGIMES_OF: Readonly<Record<LegalBasis, readonly Regime[]>> = {
  necessity: [],
  consent: ['opt-in'],
  'audience-measurement': ['opt-out', 'notice-only'],
  'opt-out': ['opt-out'],
  notice: ['notice-only'],
};

/** The names of all bases. */
export const LEGAL_BASES: readonly string[] = Object.keys(REGIMES_OF);

/** Whether a basis can be that of an optional category which is read so. */
export const isBasisUnder = (basis: LegalBasis, regime: Regime): boolean => REGIMES_OF[basis].includes(regime);
