import { SealKeyRow } from '@nest-privacy/core/typeorm';
import { Entity } from 'typeorm';

/** All public keys that ever signed a head of the audit log. */
@Entity('privacy_audit_seal_key')
export class AuditSealKeyEntity extends SealKeyRow {}
