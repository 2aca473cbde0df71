import { SealNodeRow } from '@nest-privacy/core/typeorm';
import { Entity } from 'typeorm';

/** Nodes of the audit log's tree, so that a proof reads little of it. */
@Entity('privacy_audit_seal_node')
export class AuditSealNodeEntity extends SealNodeRow {}
