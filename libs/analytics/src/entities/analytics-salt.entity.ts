import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The random salt of one UTC day; the row is deleted within 48 hours of the day's beginning. */
@Entity('privacy_analytics_salt')
export class AnalyticsSaltEntity {
  /** As `2026-06-15`. */
  @PrimaryColumn('varchar', { length: 10 })
  day!: string;

  /** 256 bits in hex. */
  @Column('varchar', { length: 64 })
  salt!: string;
}
