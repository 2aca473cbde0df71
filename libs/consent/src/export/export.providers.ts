import { type Provider } from '@nestjs/common';
import { LedgerExport } from './ledger-export.js';
import { RecordBatches } from './record-batches.js';

/** What this room provides. */
export const EXPORT_PROVIDERS: Provider[] = [RecordBatches, LedgerExport];
