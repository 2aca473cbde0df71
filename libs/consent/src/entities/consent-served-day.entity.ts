import { bigNumber } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How often a notice was shown on a day: once for each subject and version, and once for each time a browser without a subject said so. No ids: what
 * `shown` in reports is counted from.
 */
@Entity({ name: 'privacy_consent_served_day', withoutRowid: true })
export class ConsentServedDayEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  /** In UTC, such as `2026-06-15`. */
  @PrimaryColumn({ type: 'varchar', length: 10 })
  day!: string;

  @PrimaryColumn({ name: 'notice_version', type: 'integer' })
  noticeVersion!: number;

  @PrimaryColumn({ type: 'varchar', length: 35 })
  language!: string;

  /** Empty for the notice's own wording. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  variant!: string;

  /** Empty where the client does not say. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  surface!: string;

  /** ISO 3166-1 alpha-2; empty where it is not known. */
  @PrimaryColumn({ type: 'varchar', length: 2 })
  country!: string;

  @Column(bigNumber())
  shown!: number;
}
