import { identifier } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an item says in one language. */
@Entity('privacy_tracking_item_translations')
export class TrackingItemTranslationEntity {
  @PrimaryColumn(identifier({ name: 'item_id' }))
  itemId!: string;

  /** Canonical BCP 47 tag. */
  @PrimaryColumn({ type: 'varchar', length: 35 })
  language!: string;

  @Column({ type: 'varchar', length: 1024 })
  name!: string;

  @Column({ type: 'text', nullable: true })
  purpose!: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  lifetime!: string | null;

  @Column({ type: 'varchar', length: 1024, nullable: true })
  domain!: string | null;
}
