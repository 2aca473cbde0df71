import { identifier, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An address or network that an administrator blocked. */
@Entity('privacy_analytics_blocked')
@Index('privacy_analytics_blocked_network', ['network', 'site'], { unique: true })
export class AnalyticsBlockedEntity {
  @PrimaryColumn(identifier())
  id!: string;

  /** Canonical, with its prefix. */
  @Column('varchar', { length: 43 })
  network!: string;

  /** Id of the site; empty for all, which a unique index can compare. */
  @Column('varchar', { length: 64 })
  site!: string;

  @Column('varchar', { length: 200 })
  reason!: string;

  @Column(instant({ name: 'expires_at', nullable: true }))
  expiresAt!: Date | null;

  @Column(instant({ name: 'created_at' }))
  createdAt!: Date;

  /** Another random number with every change; their sum tells other processes of it. */
  @Column('integer')
  revision!: number;
}
