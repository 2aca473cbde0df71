import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { bigNumber, instant } from '@nest-privacy/core/typeorm';

/**
 * One event, lean: texts stand in {@link AnalyticsTermEntity} and the id is cut to 84 bits in two whole numbers, so that a row with its indexes takes some
 * 150 bytes on PostgreSQL. The columns are ordered so that none is padded, and few can be null, for a null costs every row a bitmap. An id is unique within its site. PostgreSQL keeps the events
 * of each month in a partition of its own, by the time in their ids; see `EventPartitions`.
 */
@Entity('privacy_analytics_event')
@Index('privacy_analytics_event_site_at', ['site', 'at'])
export class AnalyticsEventEntity {
  /** Further 52 bits of the event's UUID: eight of its time and 44 of its random ones. */
  @Column(bigNumber({ name: 'id_low', primary: true, primaryKeyConstraintName: 'privacy_analytics_event_pk' }))
  idLow!: number;

  @Column(instant())
  at!: Date;

  /** 52 bits of the visitor; `null` when the event belongs to none. */
  @Column(bigNumber({ nullable: true }))
  visitor!: number | null;

  /** Number of the visit; 0 outside of any. */
  @Column(bigNumber({ default: 0 }))
  visit!: number;

  /** The ninth to the fortieth bit of the event's UUID, as an integer with a sign: in one of version 7 its time, in units of 256 ms. */
  @PrimaryColumn('integer', { name: 'id_high', primaryKeyConstraintName: 'privacy_analytics_event_pk' })
  idHigh!: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'privacy_analytics_event_pk' })
  site!: number;

  @Column('integer')
  page!: number;

  @Column('integer')
  route!: number;

  @Column('integer')
  host!: number;

  /** Number of an {@link AnalyticsArrivalEntity}. */
  @Column('integer')
  arrival!: number;

  /** Number of an {@link AnalyticsClientEntity}. */
  @Column('integer')
  client!: number;

  @Column('integer')
  title!: number;

  @Column('integer')
  name!: number;

  /** See `EVENT_FLAGS`. */
  @Column('smallint')
  flags!: number;

  /** JSON of the properties; empty when there are none. */
  @Column('text')
  properties!: string;
}
