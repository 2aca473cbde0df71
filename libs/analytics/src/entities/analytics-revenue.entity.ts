import { bigNumber } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = 'privacy_analytics_revenue_pk';

/** The money beside an {@link AnalyticsSumEntity}, by currency. */
@Entity('privacy_analytics_revenue')
export class AnalyticsRevenueEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  site!: number;

  @PrimaryColumn('smallint', { primaryKeyConstraintName: KEY })
  dimension!: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  day!: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  value!: number;

  /** Number of its code. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  currency!: number;

  /** In ten-thousandths of the currency's unit. */
  @Column(bigNumber())
  amount!: number;
}
