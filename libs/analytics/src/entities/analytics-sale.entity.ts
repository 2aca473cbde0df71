import { bigNumber } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = 'privacy_analytics_sale_pk';

/** The money of one event; few have any, so that it is none of their columns. */
@Entity('privacy_analytics_sale')
@Index('privacy_analytics_sale_site_at', ['site', 'at'])
export class AnalyticsSaleEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY })
  site!: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: KEY, name: 'id_high' })
  idHigh!: number;

  @Column(bigNumber({ primary: true, primaryKeyConstraintName: KEY, name: 'id_low' }))
  idLow!: number;

  /** Milliseconds since the epoch. */
  @Column(bigNumber())
  at!: number;

  /** Number of the currency's code. */
  @Column('integer')
  currency!: number;

  /** In ten-thousandths of the currency's unit. */
  @Column(bigNumber())
  amount!: number;
}
