import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = 'privacy_analytics_column_pk';

/** One fact of all events of a site's UTC day, so that a question reads what it asks about and nothing else. Made of the events when the day is over, and again whenever they changed. */
@Entity('privacy_analytics_column')
export class AnalyticsColumnEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  site!: number;

  /** UTC day, counted from the epoch. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  day!: number;

  /** See `DAY_FACT`. */
  @PrimaryColumn('smallint', { primaryKeyConstraintName: KEY })
  fact!: number;

  /** How often the events of the day had changed when this was made of them; it holds as long as that is so. See `SUM_DIMENSION.stored`. */
  @Column('integer')
  changes!: number;

  /** See `columnToText`. */
  @Column('text')
  content!: string;
}
