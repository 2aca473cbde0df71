import { identifier, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The key of one subject, by which everything personal of it is encrypted; wrapped by a key that the database does not hold. Made when there is something to
 * encrypt. A destroyed key leaves the row, which says when, and that no other may take its place.
 */
@Entity({ name: 'privacy_consent_subject_key', withoutRowid: true })
@Index('privacy_consent_subject_key_wrapping', ['wrappedBy', 'siteId', 'subjectId'], {
  where: '"wrapped_by" IS NOT NULL',
})
export class ConsentSubjectKeyEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  @Column(identifier({ primary: true, name: 'subject_id' }))
  subjectId!: string;

  /** `null` once it is destroyed. */
  @Column({ name: 'wrapped_key', type: 'varchar', length: 96, nullable: true })
  wrappedKey!: string | null;

  /** Id of the key that wrapped it; `null` once it is destroyed. */
  @Column({ name: 'wrapped_by', type: 'varchar', length: 8, nullable: true })
  wrappedBy!: string | null;

  @Column(instant({ name: 'created_at' }))
  createdAt!: Date;

  @Column(instant({ name: 'destroyed_at', nullable: true }))
  destroyedAt!: Date | null;
}
