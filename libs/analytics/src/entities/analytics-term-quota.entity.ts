import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many texts a site has added to the dictionary in an hour, by all processes together; a row for each site. */
@Entity('privacy_analytics_term_quota')
export class AnalyticsTermQuotaEntity {
  /** Id of the site. */
  @PrimaryColumn('varchar', { length: 64, primaryKeyConstraintName: 'privacy_analytics_term_quota_pk' })
  site!: string;

  /** Hours since the epoch. */
  @Column('integer')
  hour!: number;

  @Column('integer')
  used!: number;
}
