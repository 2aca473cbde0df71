import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** How deliveries are signed: by a shared secret (HMAC-SHA256), or so that receivers hold nothing secret (Ed25519). */
export type WebhookScheme = 'v1' | 'v1a';

/** PKCS #8 around the 32 bytes of an Ed25519 private key (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const [SHARED, PRIVATE, PUBLIC] = ['whsec_', 'whsk_', 'whpk_'];
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** A new secret in the spelling of Standard Webhooks. */
export function newWebhookSecret(scheme: WebhookScheme): string {
  if (scheme === 'v1') return SHARED + randomBytes(32).toString('base64');
  const { privateKey } = generateKeyPairSync('ed25519');
  return PRIVATE + privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8.length).toString('base64');
}

/** Whether a text is a secret: `whsec_` and 24 to 64 bytes, or `whsk_` and 32, in base64. */
export function isWebhookSecret(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const bytes = bytesOf(text);
  if (text.startsWith(SHARED)) return bytes.length >= 24 && bytes.length <= 64;
  return text.startsWith(PRIVATE) && bytes.length === 32;
}

export const schemeOf = (secret: string): WebhookScheme => (secret.startsWith(PRIVATE) ? 'v1a' : 'v1');

/** The bytes after the prefix; none where they are not base64. */
export function bytesOf(secret: string): Buffer {
  const text = secret.slice(secret.indexOf('_') + 1);
  return BASE64.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

/** The key that an Ed25519 secret signs by. */
export const privateKeyOf = (secret: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, bytesOf(secret)]), format: 'der', type: 'pkcs8' });

/** What a receiver verifies by: `whpk_…` of an Ed25519 secret. */
export function publicKeyOf(secret: string): string {
  const der = createPublicKey(privateKeyOf(secret)).export({ format: 'der', type: 'spki' });
  return PUBLIC + der.subarray(-32).toString('base64');
}
