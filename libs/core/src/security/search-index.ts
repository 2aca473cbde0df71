import { createHmac, hkdfSync } from 'node:crypto';
import { checkSecrets } from './key-ring.js';

/**
 * By what an encrypted value is found: HMAC-SHA256 under a key that encrypts nothing (HKDF, RFC 5869). Without the key nobody can tell whose value it is, nor try out
 * values; with it, equal values are seen to be equal, and no more.
 */
export class SearchIndex {
  private readonly keys: readonly Buffer[];

  /**
   * @param secrets newest first, of 32 characters each at least
   * @param purpose what is searched, such as `consent-user`
   * @param where the option, for errors
   * @throws ConfigurationError `SECRET_TOO_SHORT`
   */
  constructor(secrets: readonly string[], purpose: string, where = 'the option "secrets"') {
    checkSecrets(secrets, where);
    this.keys = secrets.map((secret) =>
      Buffer.from(hkdfSync('sha256', secret, '', `nest-privacy:${purpose}:search-index`, 32)),
    );
  }

  /** What to keep beside an encrypted value: by the newest key, 43 characters of base64url. */
  of(value: string): string {
    return this.by(this.keys[0]!, value);
  }

  /** All that may be kept beside the value: one by each key, the newest first. */
  allOf(value: string): readonly string[] {
    return this.keys.map((key) => this.by(key, value));
  }

  private by(key: Buffer, value: string): string {
    return createHmac('sha256', key).update(value).digest('base64url');
  }
}
