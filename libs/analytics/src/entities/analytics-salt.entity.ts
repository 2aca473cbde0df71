import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Half of the salt of one UTC day, the other being a key that is in no database; the row is deleted within 48 hours of the day's beginning. */
@Entity('privacy_analytics_salt')
export class AnalyticsSaltEntity {
  /** As `2026-06-15`. */
  @PrimaryColumn('varchar', { length: 10 })
  day!: string;

  /** 256 random bits in hex. */
  @Column('varchar', { length: 64 })
  salt!: string;
}
