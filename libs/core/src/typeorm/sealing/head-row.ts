import { Column, PrimaryColumn } from 'typeorm';
import { bigNumber } from '../columns.js';

/** A signed head of a sealed log. */
export abstract class HeadRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  log!: string;

  @Column(bigNumber({ primary: true }))
  size!: number;

  @Column({ type: 'varchar', length: 64 })
  root!: string;

  /** ISO 8601, as it was signed. */
  @Column({ name: 'sealed_at', type: 'varchar', length: 24 })
  sealedAt!: string;

  @Column({ name: 'key_id', type: 'varchar', length: 43 })
  keyId!: string;

  @Column({ type: 'varchar', length: 86 })
  signature!: string;
}
