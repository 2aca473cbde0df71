import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

const MEMBERS = ['device', 'browser', 'browserVersion', 'os', 'osVersion', 'language', 'screen', 'country', 'region'];

/** What senders of events have in common: numbers of texts in {@link AnalyticsTermEntity}, kept once for each combination. */
@Entity('privacy_analytics_client')
@Index('privacy_analytics_client_all', MEMBERS, { unique: true })
export class AnalyticsClientEntity {
  @PrimaryGeneratedColumn('increment', { type: 'integer', primaryKeyConstraintName: 'privacy_analytics_client_pk' })
  id!: number;

  @Column('integer')
  device!: number;

  @Column('integer')
  browser!: number;

  @Column('integer', { name: 'browser_version' })
  browserVersion!: number;

  @Column('integer')
  os!: number;

  @Column('integer', { name: 'os_version' })
  osVersion!: number;

  @Column('integer')
  language!: number;

  @Column('integer')
  screen!: number;

  @Column('integer')
  country!: number;

  @Column('integer')
  region!: number;

  /** The last day, counted from the epoch, on which a process looked it up for an event. */
  @Column('integer')
  needed!: number;
}
