import { type Provider } from '@nestjs/common';
import { KeyPublication } from './key-publication.js';
import { LateRecords } from './late-records.js';
import { LedgerCheck } from './ledger-check.js';
import { LedgerSealer } from './ledger-sealer.js';
import { LedgerSeals } from './ledger-seals.js';
import { LedgerVerification } from './ledger-verification.js';
import { SealStatus } from './seal-status.js';

/** What the room of seals provides. */
export const SEAL_PROVIDERS: readonly Provider[] = [
  LedgerSeals,
  KeyPublication,
  LateRecords,
  LedgerSealer,
  LedgerCheck,
  LedgerVerification,
  SealStatus,
];
