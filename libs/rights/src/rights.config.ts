import { type RateLimit } from '@nest-privacy/core';
import { type TimeZone } from '@nest-privacy/core/kit';
import { type HeadAnchor, type SealingKey } from '@nest-privacy/core/sealing';
import { type RightsDeadlines } from './requests/deadlines.js';

/** The options with every default in place; made once, at start. */
export interface RightsConfig {
  readonly secrets: readonly string[];
  readonly encryptionKeys: readonly string[];
  /** Newest first. */
  readonly sealKeys: readonly SealingKey[];
  /** Where the heads are kept outside of the database. */
  readonly anchors: readonly HeadAnchor[];
  readonly reasons: 'optional' | 'required';
  readonly deadlines: RightsDeadlines;
  readonly timeZone: TimeZone;
  readonly approval: 'automatic' | 'administrator';
  readonly allowedOrigins: readonly string[];
  readonly rateLimit: RateLimit | 'off';
  readonly secondLook: number;
  readonly erasures: 'run' | 'leave';
}

/** Injection token of {@link RightsConfig}. */
export const RightsConfig = Symbol.for('@nest-privacy/rights:Config');
