import { type RateLimit } from '@nest-privacy/core';
import { type SealingKey } from '@nest-privacy/core/sealing';
import { type RightsDeadlines } from './requests/deadlines.js';

/** The options with every default in place; made once, at start. */
export interface RightsConfig {
  readonly secrets: readonly string[];
  readonly encryptionKeys: readonly string[];
  /** Newest first. */
  readonly sealKeys: readonly SealingKey[];
  readonly reasons: 'optional' | 'required';
  readonly deadlines: RightsDeadlines;
  readonly approval: 'automatic' | 'administrator';
  readonly allowedOrigins: readonly string[];
  readonly rateLimit: RateLimit | 'off';
  readonly secondLook: number;
  readonly erasures: 'run' | 'leave';
}

/** Injection token of {@link RightsConfig}. */
export const RightsConfig = Symbol.for('@nest-privacy/rights:Config');
