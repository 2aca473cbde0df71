import { Entity, PrimaryColumn } from 'typeorm';
import { identifier } from '@nest-privacy/core/typeorm';

/** A name under which a request is found, as a keyed hash that nobody can read back. */
@Entity('privacy_rights_request_name')
export class RightsRequestNameEntity {
  /** See `SearchIndex`. */
  @PrimaryColumn('varchar', { length: 43 })
  hash!: string;

  @PrimaryColumn(identifier({ name: 'request_id' }))
  requestId!: string;
}
