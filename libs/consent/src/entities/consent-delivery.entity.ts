import { identifier, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Where a delivery stands: to be made, made, or given up until somebody replays it. */
export type DeliveryStatus = 'pending' | 'delivered' | 'parked';

/** A change that a target is to be told of. */
@Entity({ name: 'privacy_consent_delivery', withoutRowid: true })
@Index('privacy_consent_delivery_due', ['target', 'status', 'dueAt'], { where: `"status" <> 'delivered'` })
@Index('privacy_consent_delivery_order', ['target', 'subjectId', 'receivedAt'], { where: `"status" = 'pending'` })
export class ConsentDeliveryEntity {
  @PrimaryColumn({ type: 'varchar', length: 56 })
  target!: string;

  /** Also the `webhook-id`. */
  @Column(identifier({ primary: true, name: 'record_id' }))
  recordId!: string;

  @Column(identifier({ name: 'subject_id' }))
  subjectId!: string;

  @Column(instant({ name: 'received_at' }))
  receivedAt!: Date;

  @Column({ type: 'varchar', length: 16 })
  status!: DeliveryStatus;

  @Column({ type: 'integer' })
  attempts!: number;

  /** When it is tried next; of one that is being tried, when somebody else may. */
  @Column(instant({ name: 'due_at' }))
  dueAt!: Date;

  /** Since when it waits to be delivered. */
  @Column(instant({ name: 'queued_at' }))
  queuedAt!: Date;

  @Column(instant({ name: 'attempted_at', nullable: true }))
  attemptedAt!: Date | null;

  /** The answer to the last try; `null` where there was none. */
  @Column({ name: 'last_status', type: 'integer', nullable: true })
  lastStatus!: number | null;

  @Column({ name: 'last_error', type: 'varchar', length: 256, nullable: true })
  lastError!: string | null;
}
