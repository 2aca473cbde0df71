import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '@nest-privacy/core/typeorm';

/** Something that one process does for all from time to time. */
@Entity('privacy_analytics_duty')
export class AnalyticsDutyEntity {
  @PrimaryColumn('varchar', { length: 40, primaryKeyConstraintName: 'privacy_analytics_duty_pk' })
  name!: string;

  /** When a process last took it on. */
  @Column(instant())
  begun!: Date;
}
