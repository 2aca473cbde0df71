import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditPendingEntity } from './audit-pending.entity.js';
import { AuditSealKeyEntity } from './audit-seal-key.entity.js';
import { AuditSealNodeEntity } from './audit-seal-node.entity.js';
import { AuditSealRenewalEntity } from './audit-seal-renewal.entity.js';
import { AuditSealEntity } from './audit-seal.entity.js';
import { AuditTargetEntity } from './audit-target.entity.js';
import { RightsEventEntity } from './rights-event.entity.js';
import { RightsRequestNameEntity } from './rights-request-name.entity.js';
import { RightsRequestEntity } from './rights-request.entity.js';

/** The entities of this package, for the application's DataSource. */
export const RIGHTS_ENTITIES = [
  AuditEntryEntity,
  AuditPendingEntity,
  AuditTargetEntity,
  AuditSealEntity,
  AuditSealNodeEntity,
  AuditSealKeyEntity,
  AuditSealRenewalEntity,
  RightsRequestEntity,
  RightsEventEntity,
  RightsRequestNameEntity,
];
