import { AuditEntryEntity } from './audit-entry.entity.js';
import { RightsEventEntity } from './rights-event.entity.js';

/** Those whose rows the database refuses to change or delete. */
export const RIGHTS_APPEND_ONLY = [AuditEntryEntity, RightsEventEntity];
