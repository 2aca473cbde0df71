import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { ConfigurationError } from '../errors/configuration.error.js';

/** Shortest secret that is accepted, in characters. */
export const SECRET_MIN_LENGTH = 32;
const SIGNATURE_BYTES = 16;

/** Secrets come from an environment that no compiler has seen, so nothing is taken for granted. */
function faultOf(secrets: unknown): string | undefined {
  if (!Array.isArray(secrets)) return 'the secrets are no list';
  if (secrets.length === 0) return 'there is no secret';
  if (!secrets.every((secret) => typeof secret === 'string')) return 'a secret is no text';
  const isShort = secrets.some((secret: string) => secret.length < SECRET_MIN_LENGTH);
  return isShort ? `a secret has fewer than ${SECRET_MIN_LENGTH} characters` : undefined;
}

/**
 * Refuses what no keys can be made of.
 *
 * @param where the option, for the error
 * @throws ConfigurationError `SECRET_TOO_SHORT`
 */
export function checkSecrets(secrets: unknown, where: string): void {
  const fault = faultOf(secrets);
  if (fault === undefined) return;
  throw new ConfigurationError({
    code: 'SECRET_TOO_SHORT',
    what: fault,
    where,
    remedy: `give a list of at least one random secret of ${SECRET_MIN_LENGTH} characters or more, newest first`,
  });
}

/**
 * HMAC-SHA256 keys with rotation: the newest signs, all verify. Each purpose derives keys of its own (HKDF, RFC 5869), so that a signature made for
 * one purpose never passes for another.
 */
export class KeyRing {
  private readonly keys: readonly Buffer[];

  /**
   * @param secrets newest first, each of {@link SECRET_MIN_LENGTH} characters at least
   * @param purpose what the signatures are for, such as `consent-cookie`
   * @throws ConfigurationError `SECRET_TOO_SHORT` when there is no list of secrets, or one is no text or too short
   */
  constructor(
    private readonly secrets: readonly string[],
    purpose: string,
  ) {
    checkSecrets(secrets, 'the option "secrets"');
    this.keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', `nest-privacy:${purpose}`, 32)));
  }

  /** The same secrets for another purpose. */
  for(purpose: string): KeyRing {
    return new KeyRing(this.secrets, purpose);
  }

  /** Signature of `text` with the newest key: 128 bits, base64url, 22 characters. */
  sign(text: string): string {
    return this.mac(this.keys[0]!, text).toString('base64url');
  }

  /** Signatures of `text` with each key, the newest first: all that {@link sign} can have given as long as these keys were in use. */
  signatures(text: string): readonly string[] {
    return this.keys.map((key) => this.mac(key, text).toString('base64url'));
  }

  /** Whether one of the keys made `signature` for `text`; compares in constant time. */
  verify(text: string, signature: string): boolean {
    const given = Buffer.from(signature, 'base64url');
    // Base64url has several spellings of one value; a signature has one, so that no altered text passes for it.
    if (given.length !== SIGNATURE_BYTES || given.toString('base64url') !== signature) return false;
    return this.keys.some((key) => timingSafeEqual(this.mac(key, text), given));
  }

  private mac(key: Buffer, text: string): Buffer {
    return createHmac('sha256', key).update(text).digest().subarray(0, SIGNATURE_BYTES);
  }
}
