import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditSealKeyEntity } from './audit-seal-key.entity.js';
import { AuditSealNodeEntity } from './audit-seal-node.entity.js';
import { AuditSealRenewalEntity } from './audit-seal-renewal.entity.js';
import { AuditSealEntity } from './audit-seal.entity.js';
import { RightsEventEntity } from './rights-event.entity.js';

/** Those whose rows the database refuses to change or delete. */
export const RIGHTS_APPEND_ONLY = [
  AuditEntryEntity,
  AuditSealEntity,
  AuditSealNodeEntity,
  AuditSealKeyEntity,
  AuditSealRenewalEntity,
  RightsEventEntity,
];
