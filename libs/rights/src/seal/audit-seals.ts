import { LogVerifier, type SealingPublicKey, trustedKeysOf } from '@nest-privacy/core/sealing';
import { type SealEntities, TypeOrmSealStore } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AuditSealKeyEntity } from '../entities/audit-seal-key.entity.js';
import { AuditSealNodeEntity } from '../entities/audit-seal-node.entity.js';
import { AuditSealRenewalEntity } from '../entities/audit-seal-renewal.entity.js';
import { AuditSealEntity } from '../entities/audit-seal.entity.js';
import { AuditContent } from './audit-content.js';

/** What the keys sign, so that one secret makes another key for every other log. */
export const AUDIT_KEY_PURPOSE = 'audit-log';
/** There is one audit log for all sites. */
export const AUDIT_LOG_NAME = 'audit';

const ENTITIES: SealEntities = {
  seal: AuditSealEntity,
  node: AuditSealNodeEntity,
  key: AuditSealKeyEntity,
  renewal: AuditSealRenewalEntity,
};

/** Where the audit log's seals are kept. */
export const auditSealStore = (source: DataSource): TypeOrmSealStore => new TypeOrmSealStore(source, ENTITIES);

/**
 * What checks the audit log; needs no application, so that a program of its own can do it.
 *
 * @param own the keys of the option, to one of which the newest head has to belong. None: those that the database has, which whoever can change it can change as well
 */
export async function auditVerifier(source: DataSource, own: readonly SealingPublicKey[]): Promise<LogVerifier> {
  const store = auditSealStore(source);
  const keys = trustedKeysOf(own, await store.keys());
  return new LogVerifier(AUDIT_LOG_NAME, store, new AuditContent(source), keys);
}
