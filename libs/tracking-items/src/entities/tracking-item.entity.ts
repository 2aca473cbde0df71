import { type ConsentCategory } from '@nest-privacy/core';
import { identifier, instant, json } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Lifetime } from '../content/lifetime.js';
import { type CookiePattern } from '../cookies/cookie-pattern.js';

/** An item of the catalogue as it stands now; deleted ones stay, marked. */
@Entity('privacy_tracking_items')
export class TrackingItemEntity {
  @PrimaryColumn(identifier())
  id!: string;

  @Column({ type: 'varchar', length: 32 })
  category!: ConsentCategory;

  @Column({ type: 'varchar', length: 200, nullable: true })
  provider!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  lifetime!: Lifetime | null;

  @Column({ type: 'varchar', length: 1024, nullable: true })
  domain!: string | null;

  @Column(json())
  cookies!: readonly CookiePattern[];

  @Column({ type: 'integer' })
  ordering!: number;

  @Column({ type: 'boolean' })
  enabled!: boolean;

  /** Site ids; an empty list means all sites. */
  @Column(json())
  sites!: readonly string[];

  @Column({ type: 'integer' })
  version!: number;

  @Column(instant({ name: 'created_at' }))
  createdAt!: Date;

  @Column(instant({ name: 'updated_at' }))
  updatedAt!: Date;

  @Column(instant({ name: 'deleted_at', nullable: true }))
  deletedAt!: Date | null;
}
