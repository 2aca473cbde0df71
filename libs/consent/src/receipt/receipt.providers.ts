import { type Provider } from '@nestjs/common';
import { ConsentReceipts } from './consent-receipts.js';
import { ReceiptSigner } from './receipt-signer.js';

/** What makes receipts. */
export const RECEIPT_PROVIDERS: Provider[] = [ReceiptSigner, ConsentReceipts];
