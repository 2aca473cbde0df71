import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { identifier, instant, json } from '@nest-privacy/core/typeorm';
import { type KeptEvent } from '../requests/request-event.js';

/** One thing that happened to a request. The database refuses to change or delete it. */
@Entity('privacy_rights_event')
@Index('privacy_rights_event_request', ['requestId', 'id'])
export class RightsEventEntity {
  @PrimaryColumn(identifier())
  id!: string;

  @Column(identifier({ name: 'request_id' }))
  requestId!: string;

  @Column(instant())
  at!: Date;

  /** `person`, `system`, or the id of an administrator. */
  @Column('varchar', { length: 128 })
  actor!: string;

  @Column(json())
  event!: KeptEvent;
}
