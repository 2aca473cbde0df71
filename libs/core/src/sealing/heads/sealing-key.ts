import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { ConfigurationError } from '../../errors/configuration.error.js';
import { SECRET_MIN_LENGTH } from '../../security/key-ring.js';
import { canonicalJson } from '../canonical-json.js';

/** A public key by which heads are checked: a JSON Web Key of Ed25519 (RFC 8037). */
export interface SealingPublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The key, base64url. */
  readonly x: string;
  /** Its SHA-256 thumbprint (RFC 7638). */
  readonly kid: string;
}

/** What precedes the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_KEY = /^[A-Za-z0-9_-]{43}$/;

/** The public key of these 32 bytes. */
export function publicKeyOf(x: string): SealingPublicKey {
  const members = { crv: 'Ed25519', kty: 'OKP', x } as const;
  return { ...members, kid: createHash('sha256').update(canonicalJson(members)).digest('base64url') };
}

/** Whether the holder of a key signed a text; a key or signature that is none signed nothing. */
export function verifySignature(text: string, signature: string, { x }: Pick<SealingPublicKey, 'x'>): boolean {
  if (!PUBLIC_KEY.test(x)) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

/** One Ed25519 key that signs (RFC 8032). */
export class SealingKey {
  readonly public: SealingPublicKey;
  private readonly key: KeyObject;

  /**
   * @param secret a private key in PEM (PKCS #8), or a random text of {@link SECRET_MIN_LENGTH} characters or more that one is derived from (HKDF, RFC 5869)
   * @param purpose what is sealed, so that one secret makes a different key for each log
   * @throws ConfigurationError `SEALING_KEY_INVALID`
   */
  constructor(secret: string, purpose: string) {
    this.key = privateKeyOf(secret, purpose);
    this.public = publicKeyOf(createPublicKey(this.key).export({ format: 'jwk' }).x!);
  }

  /** Ed25519 signature, base64url. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.key).toString('base64url');
  }
}

/** The private key of 32 bytes (RFC 8032, 5.1.5). */
export const privateKeyOfSeed = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

function privateKeyOf(secret: unknown, purpose: string): KeyObject {
  if (typeof secret !== 'string' || secret.length < SECRET_MIN_LENGTH)
    throw invalid(`a key has fewer than ${SECRET_MIN_LENGTH} characters`);
  if (!secret.includes('-----BEGIN'))
    return privateKeyOfSeed(Buffer.from(hkdfSync('sha256', secret, '', `nest-privacy:${purpose}`, 32)));
  const key = parsed(secret);
  if (key?.asymmetricKeyType !== 'ed25519') throw invalid('a key is no private key of Ed25519');
  return key;
}

function parsed(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

const invalid = (what: string): ConfigurationError =>
  new ConfigurationError({
    code: 'SEALING_KEY_INVALID',
    what,
    where: 'the keys by which a log is sealed',
    remedy: `give random texts of ${SECRET_MIN_LENGTH} characters or more, or Ed25519 keys of "openssl genpkey -algorithm ed25519", newest first`,
  });
