import { bigNumber } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Numbers of which processes take some at once, so that none is given twice. */
@Entity('privacy_analytics_counter')
export class AnalyticsCounterEntity {
  @PrimaryColumn('varchar', { length: 40, primaryKeyConstraintName: 'privacy_analytics_counter_pk' })
  name!: string;

  /** The last number that was taken. */
  @Column(bigNumber())
  last!: number;
}
