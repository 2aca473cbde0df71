import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { identifier, instant, json } from '@nest-privacy/core/typeorm';
import { type RequestKind, type RequestOrigin, type RequestState } from '../requests/request-state.js';

/** How far an erasure is. */
export interface ErasureProgress {
  /** 1 while everything is erased, 2 while it is looked at once more. */
  readonly pass: 1 | 2;
  /** Contributors that there were when it was asked for; who has not all of them leaves it to others. */
  readonly needed: readonly string[];
  /** Contributors that are done in this pass. */
  readonly done: readonly string[];
  /** Attempts that failed since the last that did not. */
  readonly failures: number;
}

/** Somebody's request, as it stands; its history is in {@link RightsEventEntity}. */
@Entity('privacy_rights_request')
@Index('privacy_rights_request_work', ['workAt'])
@Index('privacy_rights_request_open', ['finishedAt', 'dueAt'])
@Index('privacy_rights_request_page', ['receivedAt', 'id'])
export class RightsRequestEntity {
  @PrimaryColumn(identifier())
  id!: string;

  @Column('varchar', { length: 16 })
  kind!: RequestKind;

  @Column('varchar', { length: 16 })
  origin!: RequestOrigin;

  @Column('varchar', { length: 16 })
  state!: RequestState;

  @Column(instant({ name: 'received_at' }))
  receivedAt!: Date;

  @Column(instant({ name: 'due_at' }))
  dueAt!: Date;

  /** When the deadline was extended; `null` where it was not. */
  @Column(instant({ name: 'extended_at', nullable: true }))
  extendedAt!: Date | null;

  @Column(instant({ name: 'finished_at', nullable: true }))
  finishedAt!: Date | null;

  /** When a process may take it up: it is put off while one has it. `null` where nothing is to be done. */
  @Column(instant({ name: 'work_at', nullable: true }))
  workAt!: Date | null;

  @Column(json())
  progress!: ErasureProgress;

  /** The key of the names, wrapped; destroyed when the request is finished. */
  @Column('varchar', { name: 'names_key', length: 120, nullable: true })
  namesKey!: string | null;

  /** Whom it is about: every name that was known, encrypted; gone when the request is finished. */
  @Column('text', { nullable: true })
  names!: string | null;
}
