import { identifier, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Whose a subject is, as it stands: what user ids are searched by. The proof of each link is the ledger's record; this row goes when the subject is erased, as
 * the records cannot.
 */
@Entity({ name: 'privacy_consent_identity', withoutRowid: true })
@Index('privacy_consent_identity_user', ['userIndex', 'siteId'])
@Index('privacy_consent_identity_account', ['siteId', 'userIndex'], { unique: true, where: '"is_account" = 1' })
export class ConsentIdentityEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  @Column(identifier({ primary: true, name: 'subject_id' }))
  subjectId!: string;

  /** HMAC of the user's id, by a key that encrypts nothing. */
  @Column({ name: 'user_index', type: 'varchar', length: 43 })
  userIndex!: string;

  /** The user's id, encrypted with the subject's key. */
  @Column({ name: 'user_sealed', type: 'text' })
  userSealed!: string;

  /** Whether it is the one subject that all devices share on which the user is logged in; 0 for what a device had been before. */
  @Column({ name: 'is_account', type: 'integer' })
  isAccount!: 0 | 1;

  /** The ledger's record of the link. */
  @Column(identifier({ name: 'record_id' }))
  recordId!: string;

  @Column(instant({ name: 'linked_at' }))
  linkedAt!: Date;
}
