import { bigNumber, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far each of those has come who follow the records: moved in the transaction that holds what the follower made of them. */
@Entity({ name: 'privacy_consent_follower' })
export class ConsentFollowerEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name!: string;

  /** `RecordCursor` as text. */
  @Column({ type: 'varchar', length: 256 })
  cursor!: string;

  /** The number of the last record. Writers give no number that is not beyond all of these. */
  @Column(bigNumber())
  place!: number;

  @Column(instant({ name: 'moved_at' }))
  movedAt!: Date;
}
