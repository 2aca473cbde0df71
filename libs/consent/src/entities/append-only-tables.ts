import { type AppendOnlyTable } from '@nest-privacy/core/typeorm';

/** The tables whose rows the database refuses to change or delete, with their unique keys. */
export const CONSENT_APPEND_ONLY: readonly AppendOnlyTable[] = [
  {
    name: 'privacy_consent_record',
    keys: [
      ['subject_id', 'received_at', 'id'],
      ['site_id', 'subject_id', 'idempotency_key'],
    ],
  },
];
