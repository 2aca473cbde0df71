import { SealRenewalRow } from '@nest-privacy/core/typeorm';
import { Entity } from 'typeorm';

/** Heads of the audit log that a newer key signed anew, where nobody did anything since. */
@Entity('privacy_audit_seal_renewal')
export class AuditSealRenewalEntity extends SealRenewalRow {}
