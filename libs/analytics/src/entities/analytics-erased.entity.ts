import { bigNumber, instant } from '@nest-privacy/core/typeorm';
import { Column, Entity } from 'typeorm';

/** A visitor who was erased, for as long as events of theirs may still be on their way. */
@Entity('privacy_analytics_erased')
export class AnalyticsErasedEntity {
  /** A hash of the visitor that no event has. */
  @Column(bigNumber({ primary: true, primaryKeyConstraintName: 'privacy_analytics_erased_pk' }))
  visitor!: number;

  /** What happened until then is not stored any more. */
  @Column(instant({ name: 'erased_at' }))
  erasedAt!: Date;
}
