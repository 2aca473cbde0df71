import { SealRow } from '@nest-privacy/core/typeorm';
import { Entity, Index } from 'typeorm';

/** What sealed the audit log, step by step. */
@Entity('privacy_audit_seal')
@Index('privacy_audit_seal_latest', ['log', 'latest'])
export class AuditSealEntity extends SealRow {}
