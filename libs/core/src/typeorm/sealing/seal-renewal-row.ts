import { Column, PrimaryColumn } from 'typeorm';
import { HeadRow } from './head-row.js';

/** A head of a sealed log that a newer key signed anew. */
export abstract class SealRenewalRow extends HeadRow {
  /** Its place among those of its size, from 1. */
  @PrimaryColumn({ type: 'integer' })
  place!: number;

  @Column({ type: 'varchar', length: 64 })
  previous!: string;
}
