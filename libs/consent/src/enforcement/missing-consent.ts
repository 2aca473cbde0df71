import { type ConsentCategory } from '@nest-privacy/core';
import {
  CONSENT_MODES,
  type ConsentExceptionFactory,
  type ConsentMode,
  type ConsentRequirement,
} from './consent-requirement.js';

/** What is missing of what some code needs, and what is to happen. */
export interface MissingConsent {
  readonly mode: ConsentMode;
  readonly categories: readonly ConsentCategory[];
  /** Members that tell who the person is. */
  readonly identity: readonly string[];
  readonly exceptionFactory?: ConsentExceptionFactory | undefined;
}

/** The strictest of the requirements that are not met decides. */
export function missingConsent(
  requirements: readonly ConsentRequirement[],
  missing: readonly ConsentCategory[],
): MissingConsent {
  const unmet = requirements.filter(({ categories }) => categories.some((category) => missing.includes(category)));
  return {
    mode: CONSENT_MODES.find((mode) => unmet.some((requirement) => requirement.mode === mode)) ?? 'deny',
    categories: missing,
    identity: unmet.flatMap(({ identity = [] }) => identity),
    exceptionFactory: unmet.find(({ exceptionFactory }) => exceptionFactory)?.exceptionFactory,
  };
}
