import { AuditEntryEntity } from './audit-entry.entity.js';
import { RightsEventEntity } from './rights-event.entity.js';
import { RightsRequestNameEntity } from './rights-request-name.entity.js';
import { RightsRequestEntity } from './rights-request.entity.js';

/** The entities of this package, for the application's DataSource. */
export const RIGHTS_ENTITIES = [AuditEntryEntity, RightsRequestEntity, RightsEventEntity, RightsRequestNameEntity];
