import { bigNumber } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = 'privacy_analytics_sum_pk';

/** What was counted of one value of a dimension on one UTC day, for a site: sums that are made in the transaction that stores the events. */
@Entity('privacy_analytics_sum')
@Index('privacy_analytics_sum_large', ['site', 'dimension', 'magnitude', 'day'], { where: '"magnitude" > 0' })
export class AnalyticsSumEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  site!: number;

  /** See `SUM_DIMENSION`. */
  @PrimaryColumn('smallint', { primaryKeyConstraintName: KEY })
  dimension!: number;

  /** How large its largest number is, see `magnitudeOf`: large sums are found by it, and it hardly ever changes. */
  @Column('smallint')
  magnitude!: number;

  /** UTC day, counted from the epoch. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  day!: number;

  /** Number of a text, or what the dimension means. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  value!: number;

  @Column('integer')
  pageviews!: number;

  @Column('integer')
  events!: number;

  @Column('integer')
  misses!: number;

  /** Visits that began on this day. */
  @Column('integer')
  visits!: number;

  @Column('integer')
  bounces!: number;

  /** Visitors who are known for this day alone. */
  @Column('integer')
  visitors!: number;

  /** Of the visits, in milliseconds. */
  @Column(bigNumber())
  duration!: number;

  /** Visitors who are known for longer, see `ThetaSketch`. */
  @Column('text')
  lasting!: string;
}
