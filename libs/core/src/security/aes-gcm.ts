import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bytes of a key of AES-256. */
export const AES_KEY_BYTES = 32;
/** 96 bits, which GCM takes as they are (NIST SP 800-38D, section 8.2.2). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/**
 * AES-256-GCM under a nonce of the caller's, for known answers. Whoever encrypts calls {@link encryptBytes}: a nonce that is used twice under one key gives both texts away.
 *
 * @returns nonce, ciphertext and 128-bit tag, one after the other
 */
export function encryptUnder(nonce: Uint8Array, key: Uint8Array, plain: Uint8Array, aad: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D).
 *
 * @param key 32 bytes, for 2^32 texts at most
 * @param aad what the text belongs to, such as its row; it is not kept, and must be the same where the text is read
 * @returns nonce, ciphertext and 128-bit tag, one after the other
 */
export const encryptBytes = (key: Uint8Array, plain: Uint8Array, aad: Uint8Array): Buffer =>
  encryptUnder(randomBytes(NONCE_BYTES), key, plain, aad);

/** What {@link encryptBytes} made; `undefined` where anything is altered, or the key or `aad` is another. */
export function decryptBytes(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Buffer | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad).setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return undefined;
  }
}
