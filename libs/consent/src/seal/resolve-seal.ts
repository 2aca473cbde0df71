import { ConfigurationError, seconds } from '@nest-privacy/core';
import { checkInterval } from '@nest-privacy/core/kit';
import { type HeadAnchor, SealingKey, type SealingPublicKey } from '@nest-privacy/core/sealing';
import { type ConsentSealOptions } from './seal.options.js';

/** What sealing is told; without keys there is none. */
export interface SealConfig {
  /** Newest first. */
  readonly keys: readonly SealingKey[];
  readonly interval: number | 'off';
  readonly anchors: readonly HeadAnchor[];
  readonly anchorInterval: number;
  readonly checkInterval: number | 'off';
}

/** What the keys sign, so that one secret makes another key for every other log. */
const PURPOSE = 'consent-ledger';

function intervalOf<T extends number | 'off'>(value: T, option: string): T {
  if (value === 'off' || (Number.isSafeInteger(value) && Number(value) >= 100))
    return checkInterval(value, `ConsentModule option "seal.${option}"`);
  throw new ConfigurationError({
    code: 'CONSENT_NUMBER_INVALID',
    what: `${String(value)} is not usable`,
    where: `ConsentModule option "seal.${option}"`,
    remedy: 'give a whole number of milliseconds from 100',
  });
}

/** @throws ConfigurationError `SEALING_KEY_INVALID`, `CONSENT_NUMBER_INVALID`, `INTERVAL_INVALID` */
export function resolveSeal(options?: ConsentSealOptions): SealConfig {
  return {
    keys: (options?.keys ?? []).map((key) => new SealingKey(key, PURPOSE)),
    interval: intervalOf(options?.interval ?? seconds(1), 'interval'),
    anchors: options?.anchors ?? [],
    anchorInterval: intervalOf(options?.anchorInterval ?? seconds(10), 'anchorInterval'),
    checkInterval: intervalOf(options?.checkInterval ?? seconds(15), 'checkInterval'),
  };
}

/** The public keys of these secrets, as they seal the ledger: for who verifies it elsewhere and has them. */
export const ledgerKeys = (secrets: readonly string[]): SealingPublicKey[] =>
  secrets.map((secret) => new SealingKey(secret, PURPOSE).public);
