import { Inject, Injectable } from '@nestjs/common';
import { type SealingPublicKey } from '@nest-privacy/core/sealing';
import { ConsentConfig } from '../consent.config.js';
import { receiptsNotSigned } from './receipt-problems.js';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs receipts by the newest key of the ledger. */
@Injectable()
export class ReceiptSigner {
  constructor(@Inject(ConsentConfig) private readonly config: ConsentConfig) {}

  /** The key that signs, as a JWK (RFC 8037); `undefined` without one. */
  get publicKey(): SealingPublicKey | undefined {
    return this.config.seal.keys[0]?.public;
  }

  /**
   * A JWS in compact form (RFC 7515) with EdDSA (RFC 8037).
   *
   * @throws ProblemException 501 `RECEIPTS_NOT_SIGNED` without a key
   */
  sign(claims: object): string {
    const [key] = this.config.seal.keys;
    if (!key) throw receiptsNotSigned();
    const text = `${encoded({ alg: 'EdDSA', typ: 'JWT', kid: key.public.kid })}.${encoded(claims)}`;
    return `${text}.${key.sign(text)}`;
  }
}
