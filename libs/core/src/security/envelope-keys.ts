import { hkdfSync } from 'node:crypto';
import { ConfigurationError } from '../errors/configuration.error.js';
import { AES_KEY_BYTES, decryptBytes } from './aes-gcm.js';
import { aadOf, DataKey, type EncryptionContext } from './data-key.js';
import { DecryptionError } from './decryption.error.js';
import { checkSecrets } from './key-ring.js';

/** Six bytes: an id tells keys of one list apart, and nothing of the key. */
const ID_BYTES = 6;
const WRAPPED = /^1\.([\w-]{8})\.([\w-]{80})$/;

interface WrappingKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const derived = (secret: string, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `nest-privacy:${info}`, length));

/**
 * Key-encryption keys with rotation (envelope encryption): the newest wraps, all unwrap. Each has an id, derived like the key itself (HKDF, RFC 5869), which
 * stands before what it wrapped; so it is known which keys are still in use, and what is to be wrapped anew before an old one may go.
 */
export class EnvelopeKeys {
  private readonly keys: readonly WrappingKey[];

  /**
   * @param secrets newest first, of 32 characters each at least
   * @param purpose what the keys are for, such as `consent-subject`; each purpose has keys and ids of its own
   * @param where the option, for errors
   * @throws ConfigurationError `SECRET_TOO_SHORT`
   */
  constructor(
    secrets: readonly string[],
    purpose: string,
    private readonly where = 'the option "secrets"',
  ) {
    checkSecrets(secrets, where);
    this.keys = secrets.map((secret) => ({
      id: derived(secret, `${purpose}:key-encryption-id`, ID_BYTES).toString('base64url'),
      bytes: derived(secret, `${purpose}:key-encryption`, AES_KEY_BYTES),
    }));
  }

  /** The id of the key that wraps. */
  get newest(): string {
    return this.keys[0]!.id;
  }

  /** The ids of all keys, newest first. */
  get ids(): readonly string[] {
    return this.keys.map(({ id }) => id);
  }

  /** `1.<id>.<base64url>`, 91 characters. */
  wrap(key: DataKey, context: EncryptionContext): string {
    const { id, bytes } = this.keys[0]!;
    return `1.${id}.${key.wrappedBy(bytes, [...context, id]).toString('base64url')}`;
  }

  /** @throws DecryptionError where the wrapped key was altered, moved, or is of a key that is not in the list */
  unwrap(wrapped: string, context: EncryptionContext): DataKey {
    const [, id = '', sealed = ''] = WRAPPED.exec(wrapped) ?? [];
    const key = this.keys.find((known) => known.id === id);
    const plain = key && decryptBytes(key.bytes, Buffer.from(sealed, 'base64url'), aadOf([...context, id]));
    if (plain === undefined) throw new DecryptionError();
    return new DataKey(plain);
  }

  /** The id of the key that wrapped, known or not; empty for what is no wrapped key. */
  idOf(wrapped: string): string {
    return WRAPPED.exec(wrapped)?.[1] ?? '';
  }

  /**
   * The same key, wrapped by the newest.
   *
   * @throws as {@link unwrap}
   */
  rewrap(wrapped: string, context: EncryptionContext): string {
    return this.wrap(this.unwrap(wrapped, context), context);
  }

  /**
   * Refuses to go on without a key that something is still wrapped by: it could not be read.
   *
   * @param used ids of the keys in use
   * @throws ConfigurationError `ENCRYPTION_KEY_UNKNOWN`
   */
  requireKnown(used: readonly string[]): void {
    const unknown = used.filter((id) => !this.ids.includes(id));
    if (unknown.length === 0) return;
    throw new ConfigurationError({
      code: 'ENCRYPTION_KEY_UNKNOWN',
      what: `something is encrypted by the ${unknown.length === 1 ? 'key' : 'keys'} ${unknown.join(', ')}, which nobody knows any more; known are ${this.ids.join(', ')}`,
      where: this.where,
      remedy: 'put the key back to the end of the list, have everything wrapped anew, and take it out then',
    });
  }
}
