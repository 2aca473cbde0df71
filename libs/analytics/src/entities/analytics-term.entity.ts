import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A text that events refer to, kept once. */
@Entity('privacy_analytics_term')
@Index('privacy_analytics_term_text', ['text'], { unique: true })
export class AnalyticsTermEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer', primaryKeyConstraintName: 'privacy_analytics_term_pk' })
  id!: number;

  @Column('varchar', { length: 512 })
  text!: string;

  /** The last day, counted from the epoch, on which a process looked the text up for an event. */
  @Column('integer', { default: 0 })
  needed!: number;
}
