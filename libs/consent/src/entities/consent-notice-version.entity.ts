import { type ConsentCategory } from '@nest-privacy/core';
import { instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type NoticeValidity } from '../decision/notice-validity.js';
import { type NoticeRenewal } from '../notice/published-notice.js';

/** One published version of a site's notice; the newest is the active one. The database refuses to change or delete it. */
@Entity('privacy_consent_notice_version')
export class ConsentNoticeVersionEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  /** The canonical JSON (RFC 8785) that the hash is taken over. */
  @Column({ type: 'text' })
  content!: string;

  /** Hex SHA-256 over the content. */
  @Column({ type: 'varchar', length: 64 })
  sha256!: string;

  @Column({ type: 'varchar', length: 8 })
  renewal!: NoticeRenewal;

  /** Categories whose earlier grants this version let lapse. */
  @Column(json())
  renewed!: readonly ConsentCategory[];

  /** What counts of earlier grants, all versions up to this one taken together. */
  @Column(json())
  validity!: NoticeValidity;

  @Column(instant({ name: 'published_at' }))
  publishedAt!: Date;

  /** Id of the administrator, or `application`. */
  @Column({ name: 'published_by', type: 'varchar', length: 128 })
  publishedBy!: string;
}
