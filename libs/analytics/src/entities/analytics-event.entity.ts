import { Column, Entity, Index } from 'typeorm';
import { bigNumber, instant } from '@nest-privacy/core/typeorm';

/**
 * One event, lean: texts stand in {@link AnalyticsTermEntity} and the id is split into two whole numbers, so that a row with its indexes takes some 155
 * bytes on PostgreSQL. The columns are ordered so that none is padded, and few can be null, for a null costs every row a bitmap.
 */
@Entity('privacy_analytics_event')
@Index('privacy_analytics_event_site_at', ['site', 'at'])
export class AnalyticsEventEntity {
  /** The first 48 bits of the event's UUID: in one of version 7, its time. */
  @Column(bigNumber({ name: 'id_high', primary: true }))
  idHigh!: number;

  /** Another 52 bits of it, past its version and variant. */
  @Column(bigNumber({ name: 'id_low', primary: true }))
  idLow!: number;

  @Column(instant())
  at!: Date;

  /** 52 bits of the visitor; `null` when the event belongs to none. */
  @Column(bigNumber({ nullable: true }))
  visitor!: number | null;

  @Column('integer')
  site!: number;

  @Column('integer')
  page!: number;

  @Column('integer')
  route!: number;

  @Column('integer')
  host!: number;

  @Column('integer')
  referrer!: number;

  /** Device, browser, system and language, joined by `|`. */
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
