import { Column, PrimaryColumn } from 'typeorm';
import { bigNumber } from '../columns.js';

/** One step of a sealed log: what it added, and the head that it led to. A package has a table of its own for each of these. */
export abstract class SealRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  log!: string;

  @Column(bigNumber({ primary: true }))
  size!: number;

  @Column({ type: 'varchar', length: 64 })
  root!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  previous!: string | null;

  /** ISO 8601, as it was signed. */
  @Column({ name: 'sealed_at', type: 'varchar', length: 24 })
  sealedAt!: string;

  @Column({ name: 'key_id', type: 'varchar', length: 43 })
  keyId!: string;

  @Column({ type: 'varchar', length: 86 })
  signature!: string;

  /** `entriesText` of core's sealing. */
  @Column({ type: 'text' })
  entries!: string;

  /** The times of the first and the last of its entries, in milliseconds since the epoch. */
  @Column(bigNumber())
  earliest!: number;

  @Column(bigNumber())
  latest!: number;
}
