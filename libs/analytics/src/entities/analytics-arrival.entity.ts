import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

const MEMBERS = [
  'referrer',
  'keyword',
  'channel',
  'source',
  'utmSource',
  'utmMedium',
  'utmCampaign',
  'utmTerm',
  'utmContent',
  'click',
];

/** Where events came from: numbers of texts in {@link AnalyticsTermEntity}, kept once for each combination. */
@Entity('privacy_analytics_arrival')
@Index('privacy_analytics_arrival_all', MEMBERS, { unique: true })
export class AnalyticsArrivalEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer', primaryKeyConstraintName: 'privacy_analytics_arrival_pk' })
  id!: number;

  @Column('integer')
  referrer!: number;

  @Column('integer')
  keyword!: number;

  @Column('integer')
  channel!: number;

  @Column('integer')
  source!: number;

  @Column('integer', { name: 'utm_source' })
  utmSource!: number;

  @Column('integer', { name: 'utm_medium' })
  utmMedium!: number;

  @Column('integer', { name: 'utm_campaign' })
  utmCampaign!: number;

  @Column('integer', { name: 'utm_term' })
  utmTerm!: number;

  @Column('integer', { name: 'utm_content' })
  utmContent!: number;

  @Column('integer')
  click!: number;

  /** The last day, counted from the epoch, on which a process looked it up for an event. */
  @Column('integer')
  needed!: number;
}
