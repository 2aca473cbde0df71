import { Column, PrimaryColumn } from 'typeorm';
import { bigNumber } from '../columns.js';

/** A node of a sealed log's tree that is kept. */
export abstract class SealNodeRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  log!: string;

  @PrimaryColumn({ type: 'integer' })
  level!: number;

  @Column(bigNumber({ primary: true }))
  place!: number;

  @Column({ type: 'varchar', length: 64 })
  hash!: string;
}
