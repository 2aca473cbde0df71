import { bigNumber, identifier, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type ExhibitKind } from '../exhibit/exhibit-kind.js';

/** What belongs to a version of a notice and is kept elsewhere: where it is, and its hash. The database refuses to change or delete it. */
@Entity({ name: 'privacy_consent_notice_exhibit', withoutRowid: true })
export class ConsentNoticeExhibitEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  @PrimaryColumn({ name: 'notice_version', type: 'integer' })
  noticeVersion!: number;

  /** UUIDv7 of the instant at which it was attached. */
  @PrimaryColumn(identifier())
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: ExhibitKind;

  /** Of a build what records name as `uiBuild`; of a screenshot what it shows. */
  @Column({ type: 'varchar', length: 128 })
  name!: string;

  /** Hex SHA-256 of its bytes. */
  @Column({ type: 'varchar', length: 64 })
  sha256!: string;

  @Column({ name: 'media_type', type: 'varchar', length: 64 })
  mediaType!: string;

  /** In bytes. */
  @Column(bigNumber())
  size!: number;

  /** Where it is kept. */
  @Column({ type: 'varchar', length: 2048 })
  url!: string;

  @Column(instant({ name: 'attached_at' }))
  attachedAt!: Date;

  /** Id of the administrator. */
  @Column({ name: 'attached_by', type: 'varchar', length: 128 })
  attachedBy!: string;
}
