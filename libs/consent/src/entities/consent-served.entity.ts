import { identifier, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a subject was shown a version of the notice for the first time. The database refuses to change or delete it. */
@Entity({ name: 'privacy_consent_served', withoutRowid: true })
export class ConsentServedEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  @PrimaryColumn(identifier({ name: 'subject_id' }))
  subjectId!: string;

  @PrimaryColumn({ name: 'notice_version', type: 'integer' })
  noticeVersion!: number;

  /** UUIDv8, a hash of the key, so that it is known before it is written; records point to it. */
  @Column(identifier())
  id!: string;

  @Column({ type: 'varchar', length: 35 })
  language!: string;

  /** Empty for the notice's own wording. */
  @Column({ type: 'varchar', length: 32 })
  variant!: string;

  /** Where it was shown, for example `banner`; empty where the client does not say. */
  @Column({ type: 'varchar', length: 32 })
  surface!: string;

  @Column(instant({ name: 'served_at' }))
  servedAt!: Date;
}
