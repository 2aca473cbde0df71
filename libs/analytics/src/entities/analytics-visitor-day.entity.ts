import { bigNumber } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a visitor did on one UTC day, for as long as more of it may come: whoever stores events locks it first, so that two workers never count the same visitor at once. It is deleted some
 * days later, and can be made again of the events.
 */
@Entity('privacy_analytics_visitor_day')
export class AnalyticsVisitorDayEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'privacy_analytics_visitor_day_pk' })
  day!: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'privacy_analytics_visitor_day_pk' })
  site!: number;

  /** 52 bits. */
  @PrimaryColumn(bigNumber({ primaryKeyConstraintName: 'privacy_analytics_visitor_day_pk' }))
  visitor!: number;

  /** 1 for a visitor who is known for longer than a day. */
  @Column('smallint', { default: 0 })
  persistent!: number;

  /** JSON, see `packVisitorDay`; empty where nothing was done. */
  @Column('text', { default: '' })
  state!: string;
}
