import { Injectable } from '@nestjs/common';

/** Signs receipts by the newest key of the ledger. */
@Injectable()
export class ReceiptSigner {
  /** Of the key that signs; `undefined` without one. */
  readonly keyId: string | undefined = undefined;

  /** A JWS in compact form (RFC 7515) with EdDSA (RFC 8037). */
  sign(_claims: Readonly<Record<string, unknown>>): string {
    throw new Error('there is no key');
  }
}
