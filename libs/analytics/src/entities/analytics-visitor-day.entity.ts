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

  /** 52 bits; -1 is nobody, and says that the rows of this site and day are all there. */
  @Column(bigNumber({ primary: true, primaryKeyConstraintName: 'privacy_analytics_visitor_day_pk' }))
  visitor!: number;

  /** UTC day on which it was written, counted from the epoch. */
  @Column('integer')
  touched!: number;

  /** 1 for a visitor who is known for longer than a day. */
  @Column('smallint')
  persistent!: number;

  /** JSON, see `packVisitorDay`; empty where nothing was done. */
  @Column('text')
  state!: string;
}
