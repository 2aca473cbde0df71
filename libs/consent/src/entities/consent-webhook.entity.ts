import { identifier, instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity } from 'typeorm';
import { type ConsentEventType } from '../decision/event-type.js';

/** Whether a webhook is told: `paused` by an administrator, `disabled` because it said that it is gone. Nothing is lost while it is not. */
export type WebhookStatus = 'active' | 'paused' | 'disabled';

/** Somebody outside who is told of changes, added by an administrator. */
@Entity({ name: 'privacy_consent_webhook' })
export class ConsentWebhookEntity {
  @Column(identifier({ primary: true }))
  id!: string;

  @Column({ type: 'varchar', length: 2048 })
  url!: string;

  @Column({ type: 'varchar', length: 256 })
  description!: string;

  /** `null` for all. */
  @Column({ name: 'site_id', type: 'varchar', length: 64, nullable: true })
  siteId!: string | null;

  /** `null` for all. */
  @Column(json({ nullable: true }))
  events!: readonly ConsentEventType[] | null;

  @Column({ type: 'varchar', length: 16 })
  status!: WebhookStatus;

  /** Encrypted JSON of `WebhookSecret`s. */
  @Column({ type: 'text' })
  secrets!: string;

  /** The key that they are encrypted by, wrapped. */
  @Column({ name: 'wrapped_key', type: 'varchar', length: 128 })
  wrappedKey!: string;

  @Column(instant({ name: 'created_at' }))
  createdAt!: Date;

  @Column(instant({ name: 'changed_at' }))
  changedAt!: Date;
}
