import { instant } from '@nest-privacy/core/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A visitor who took consent back and is to be erased; the row is deleted when it is done. */
@Entity('privacy_analytics_pending_erasure')
export class AnalyticsPendingErasureEntity {
  /** As events have it: 32 hex digits. */
  @PrimaryColumn('varchar', { length: 32, primaryKeyConstraintName: 'privacy_analytics_pending_erasure_pk' })
  visitor!: string;

  /** From when on somebody may take it: at once, or once whoever took it is taken for gone. */
  @Column(instant())
  due!: Date;

  /** How often it was erased. */
  @Column('integer')
  turns!: number;
}
