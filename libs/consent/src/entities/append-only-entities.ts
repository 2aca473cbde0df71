import { ConsentRecordEntity } from './consent-record.entity.js';

/** Those whose rows the database refuses to change or delete. */
export const CONSENT_APPEND_ONLY = [ConsentRecordEntity];
