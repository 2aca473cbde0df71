import { instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type DraftContent } from '../notice/content/notice-content.js';

/** What is being written of a site's next notice; one for each site, gone once it is published. */
@Entity('privacy_consent_notice_draft')
export class ConsentNoticeDraftEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  @Column(json())
  content!: DraftContent;

  /** Another one with each change, also after the draft before was published; its entity tag. */
  @Column({ type: 'varchar', length: 36 })
  revision!: string;

  @Column(instant({ name: 'created_at' }))
  createdAt!: Date;

  @Column(instant({ name: 'updated_at' }))
  updatedAt!: Date;

  /** Id of the administrator, or `application`. */
  @Column({ name: 'updated_by', type: 'varchar', length: 128 })
  updatedBy!: string;
}
