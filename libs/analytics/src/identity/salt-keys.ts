import { hkdfSync } from 'node:crypto';

const BYTES = 32;

/** The keys of the days, to which their salts are bound. No database ever holds one. */
export interface SaltKeys {
  /**
   * The key of a UTC day, the same for every process that is to count its visitors together.
   *
   * @param day as `2026-06-15`
   * @returns `null` when it is destroyed
   */
  of(day: string): Buffer | null;
  /** Destroys the keys of all days before `day`, as far as they can be. */
  forgetBefore(day: string): void;
}

/** Injection token of {@link SaltKeys}. */
export const SaltKeys = Symbol.for('@nest-privacy/analytics:SaltKeys');

/** Derives 256 bits for a purpose (HKDF-SHA256, RFC 5869). */
export const derive = (key: string | Buffer, salt: string | Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, `nest-privacy:analytics-${purpose}`, BYTES));

/**
 * The salt of a day, of two halves: the key, and what the database holds. Without either nothing can be told of it.
 *
 * @param seed what the database holds
 */
export const saltOf = (key: Buffer, seed: Buffer, day: string): Buffer => derive(key, seed, `salt:${day}`);
