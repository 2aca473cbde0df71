import { identifier, instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type ChangeAction, type ChangeOrigin } from '../content/change.js';
import { type TrackingItemContent } from '../content/tracking-item-content.js';

/** One entry of an item's history. The database refuses to change or delete it. */
@Entity('privacy_tracking_item_versions')
export class TrackingItemVersionEntity {
  @PrimaryColumn(identifier({ name: 'item_id' }))
  itemId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'varchar', length: 16 })
  action!: ChangeAction;

  @Column({ type: 'varchar', length: 16 })
  origin!: ChangeOrigin;

  /** The whole content after the change; before it, for a deletion. */
  @Column(json())
  content!: TrackingItemContent;

  @Column(instant({ name: 'created_at' }))
  createdAt!: Date;
}
