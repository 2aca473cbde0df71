import { Column, Entity, PrimaryColumn } from 'typeorm';
import { identifier, instant } from '@nest-privacy/core/typeorm';

/** An entry that is not sealed yet, by what it was when it was made; gone when it is sealed. */
@Entity('privacy_audit_pending')
export class AuditPendingEntity {
  @PrimaryColumn(identifier())
  id!: string;

  @Column(instant())
  at!: Date;

  /** Leaf hash, hex. */
  @Column('varchar', { length: 64 })
  hash!: string;
}
