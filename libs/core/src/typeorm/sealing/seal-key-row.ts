import { Column, PrimaryColumn } from 'typeorm';
import { bigNumber } from '../columns.js';

/** A public key that has signed heads. */
export abstract class SealKeyRow {
  @PrimaryColumn({ name: 'key_id', type: 'varchar', length: 43 })
  keyId!: string;

  @Column({ type: 'varchar', length: 43 })
  x!: string;

  /** When it signed first, in milliseconds since the epoch. */
  @Column(bigNumber({ name: 'valid_from' }))
  validFrom!: number;
}
