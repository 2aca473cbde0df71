import { CreateRights1764105000000 } from './1764105000000-create-rights.js';
import { FindAuditTargets1764201000000 } from './1764201000000-find-audit-targets.js';
import { RenewAuditHeads1764301000000 } from './1764301000000-renew-audit-heads.js';

/** The migrations of this package, oldest first, for the application's DataSource. */
export const RIGHTS_MIGRATIONS = [
  CreateRights1764105000000,
  FindAuditTargets1764201000000,
  RenewAuditHeads1764301000000,
];
