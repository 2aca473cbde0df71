import { bigNumber } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How many decisions of one day, and notices that were shown on it, have one property in common: sums from which reports are answered. One property at a time, so that there are few rows
 * and none that tells of few people by many properties. No ids.
 */
@Entity({ name: 'privacy_consent_tally', withoutRowid: true })
export class ConsentTallyEntity {
  @PrimaryColumn({ name: 'site_id', type: 'varchar', length: 64 })
  siteId!: string;

  /** Which property: a `TalliedProperty`, or `all` for every decision. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  property!: string;

  /** In UTC, such as `2026-06-15`. */
  @PrimaryColumn({ type: 'varchar', length: 10 })
  day!: string;

  /** Of the property; empty where it is not known. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  value!: string;

  /** Empty for the decisions as a whole. */
  @PrimaryColumn({ type: 'varchar', length: 32 })
  category!: string;

  /** How often the notice was shown; only of properties that are known then. */
  @Column(bigNumber())
  shown!: number;

  /** Answers to a question: first ones, other ones, and the same once more. */
  @Column(bigNumber())
  decided!: number;

  @Column(bigNumber())
  withdrawn!: number;

  /** Of those that were decided, where the row is a category's. */
  @Column(bigNumber())
  granted!: number;

  @Column(bigNumber())
  denied!: number;

  /** Five digits of chance, by which the sums of the row are rounded where they are told: one for each, and the same each time. */
  @Column({ type: 'integer', default: 0 })
  rounding!: number;
}
