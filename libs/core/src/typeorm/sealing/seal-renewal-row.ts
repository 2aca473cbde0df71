import { Column, PrimaryColumn } from 'typeorm';
import { bigNumber } from '../columns.js';

/** A head of a sealed log that a newer key signed anew. */
export abstract class SealRenewalRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  log!: string;

  @Column(bigNumber({ primary: true }))
  size!: number;

  /** Its place among those of its size, from 1. */
  @PrimaryColumn({ type: 'integer' })
  place!: number;

  @Column({ type: 'varchar', length: 64 })
  root!: string;

  @Column({ type: 'varchar', length: 64 })
  previous!: string;

  /** ISO 8601, as it was signed. */
  @Column({ name: 'sealed_at', type: 'varchar', length: 24 })
  sealedAt!: string;

  @Column({ name: 'key_id', type: 'varchar', length: 43 })
  keyId!: string;

  @Column({ type: 'varchar', length: 86 })
  signature!: string;
}
