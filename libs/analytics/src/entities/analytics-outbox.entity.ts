import { identifier, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An event that was written with the application's own rows, in one transaction, and is not in the statistics yet; the row is deleted when it is. */
@Entity('privacy_analytics_outbox')
@Index('privacy_analytics_outbox_due', ['due'])
export class AnalyticsOutboxEntity {
  /** Of the event. */
  @PrimaryColumn(identifier({ primaryKeyConstraintName: 'privacy_analytics_outbox_pk' }))
  id!: string;

  @Column(instant())
  created!: Date;

  /** From when on somebody may take it: at once, or once whoever took it is taken for gone. `null` where it was given up. */
  @Column(instant({ nullable: true }))
  due!: Date | null;

  /** How often it was taken. */
  @Column('integer')
  tries!: number;

  /** Whose it is, where somebody is known for longer than a day and may want it erased: 32 hex digits. */
  @Column('varchar', { length: 32, nullable: true })
  visitor!: string | null;

  /** The event as JSON, without any address. */
  @Column('text')
  payload!: string;
}
