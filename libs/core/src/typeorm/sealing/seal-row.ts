import { Column } from 'typeorm';
import { bigNumber } from '../columns.js';
import { HeadRow } from './head-row.js';

/** One step of a sealed log: what it added, and the head that it led to. A package has a table of its own for each of these. */
export abstract class SealRow extends HeadRow {
  @Column({ type: 'varchar', length: 64, nullable: true })
  previous!: string | null;

  /** `entriesText` of core's sealing. */
  @Column({ type: 'text' })
  entries!: string;

  /** The times of the first and the last of its entries, in milliseconds since the epoch. */
  @Column(bigNumber())
  earliest!: number;

  @Column(bigNumber())
  latest!: number;
}
