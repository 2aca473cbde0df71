import { type AnalyticsModuleOptions } from '@nest-privacy/analytics';
import { type Site } from '@nest-privacy/core';
import { type ReplayClock } from '../replay/replay-clock.js';
import { type Environment } from './environment.js';

/** Everything the application was told, validated and complete. */
export interface Settings {
  readonly environment: Environment;
  /** Absolute path of the folder of the embedded database and of generated secrets. */
  readonly dataDirectory: string;
  readonly sites: readonly Site[];
  /** HMAC keys, newest first. */
  readonly secrets: readonly string[];
  /** What the heads of the ledger are signed with, newest first. */
  readonly ledgerKeys: readonly string[];
  /** What the salts of analytics are bound to, see `AnalyticsModuleOptions`. */
  readonly saltKey: NonNullable<AnalyticsModuleOptions['saltKey']> | null;
  /** The token that has every scope. */
  readonly adminToken: string;
  /** Whether a request is believed that it is one of a log which is replayed. */
  readonly believesReplays: boolean;
  /** The time of that log; `undefined` where the machine's clock holds. */
  readonly replayClock: ReplayClock | undefined;
  /** What the operator should read in the log, once. */
  readonly notices: readonly string[];
}

/** Injection token of {@link Settings}. */
export const Settings = Symbol.for('@nest-privacy/sample-api:Settings');
