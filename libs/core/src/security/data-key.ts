import { randomBytes } from 'node:crypto';
import { AES_KEY_BYTES, decryptBytes, encryptBytes } from './aes-gcm.js';
import { DecryptionError } from './decryption.error.js';

/** Where an encrypted text belongs, from the general to the particular: what for, whose, which row. No part is kept beside the text. */
export type EncryptionContext = readonly string[];

const VERSION = '1.';

/** One way to write a context down, so that no two of them are the same bytes. */
export const aadOf = (context: EncryptionContext): Buffer => Buffer.from(JSON.stringify(context));

/**
 * A key that encrypts what belongs to one person (AES-256-GCM). Kept nowhere but wrapped, see `EnvelopeKeys`; once the wrapped key is destroyed, so is
 * whatever it encrypted.
 */
export class DataKey {
  /** @param bytes 32 of them, secret */
  constructor(private readonly bytes: Buffer) {
    if (bytes.length !== AES_KEY_BYTES) throw new DecryptionError();
  }

  /** A new random key. */
  static random(): DataKey {
    return new DataKey(randomBytes(AES_KEY_BYTES));
  }

  /** The encrypted text: `1.` and base64url, about a third longer than `text` and 40 characters. */
  encrypt(text: string, context: EncryptionContext): string {
    return VERSION + encryptBytes(this.bytes, Buffer.from(text), aadOf(context)).toString('base64url');
  }

  /** @throws DecryptionError where the text was altered, moved to another context, or is of another key */
  decrypt(sealed: string, context: EncryptionContext): string {
    const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
    const plain = sealed.startsWith(VERSION) ? decryptBytes(this.bytes, bytes, aadOf(context)) : undefined;
    if (plain === undefined) throw new DecryptionError();
    return plain.toString();
  }

  /** This key, encrypted by another. */
  wrappedBy(wrapping: Uint8Array, context: EncryptionContext): Buffer {
    return encryptBytes(wrapping, this.bytes, aadOf(context));
  }
}
