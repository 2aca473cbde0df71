import { Entity, PrimaryColumn } from 'typeorm';
import { identifier } from '@nest-privacy/core/typeorm';

/** By what an entry of the audit log is found: a value of its target, as the entry keeps it. What counts is the entry, which is sealed. */
@Entity('privacy_audit_target')
export class AuditTargetEntity {
  @PrimaryColumn('varchar', { length: 200 })
  value!: string;

  @PrimaryColumn(identifier({ name: 'entry_id' }))
  entryId!: string;
}
