import { type SealingPublicKey } from '../heads/sealing-key.js';

/** What to check a log against. */
export interface TrustedKeys {
  /** All keys that may have signed. */
  readonly known: readonly SealingPublicKey[];
  /** Ids of those that are known from elsewhere than the log; the newest head has to be theirs. All, where nothing is known from elsewhere. */
  readonly trusted: ReadonlySet<string>;
}

/**
 * What whoever checks a log goes by.
 *
 * @param own keys that are known from elsewhere than the database. None: those that the database has, which whoever can change it can change as well
 * @param published keys that the database has
 */
export function trustedKeysOf(own: readonly SealingPublicKey[], published: readonly SealingPublicKey[]): TrustedKeys {
  const trusted = own.length > 0 ? own : published;
  return { known: [...own, ...published], trusted: new Set(trusted.map(({ kid }) => kid)) };
}
