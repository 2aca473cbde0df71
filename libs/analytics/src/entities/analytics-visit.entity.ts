import { bigNumber } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index } from 'typeorm';

/** A visit, as it follows from its events: for questions, and to be found by its number. */
@Entity('privacy_analytics_visit')
@Index('privacy_analytics_visit_site_begun', ['site', 'begun'])
export class AnalyticsVisitEntity {
  /** Taken from an {@link AnalyticsCounterEntity}. */
  @Column(bigNumber({ primary: true, primaryKeyConstraintName: 'privacy_analytics_visit_pk' }))
  id!: number;

  /** Milliseconds since the epoch, of its first live event. */
  @Column(bigNumber())
  begun!: number;

  /** Of its last live event. */
  @Column(bigNumber())
  ended!: number;

  @Column('integer')
  site!: number;

  /** Number of the page of its first page view; 0 without any. */
  @Column('integer')
  entry!: number;

  @Column('integer')
  exit!: number;

  /** Number of the {@link AnalyticsArrivalEntity} of its first event. */
  @Column('integer')
  arrival!: number;

  /** 1 where it bounced: with exactly one page view and no interaction. */
  @Column('smallint')
  bounced!: number;

  /** 1 where it has a page view or an event, and so is counted. */
  @Column('smallint')
  counts!: number;

  /** JSON of the visitors and days that know of it. */
  @Column('text')
  parts!: string;
}
