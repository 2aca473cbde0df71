import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { identifier, instant, json } from '@nest-privacy/core/typeorm';

/** What an entry tells: that something is about to be done, or how it ended. */
export type AuditEntryKind = 'action' | 'outcome';

/** One entry of the audit log. The database refuses to change or delete it. */
@Entity('privacy_audit_entry')
@Index('privacy_audit_entry_at', ['at', 'id'])
@Index('privacy_audit_entry_action', ['actionId'])
@Index('privacy_audit_entry_administrator', ['administrator', 'at', 'id'])
export class AuditEntryEntity {
  @PrimaryColumn(identifier())
  id!: string;

  @Column(instant())
  at!: Date;

  @Column('varchar', { length: 16 })
  kind!: AuditEntryKind;

  /** The action that an outcome is of; its own id where it is the action. */
  @Column(identifier({ name: 'action_id' }))
  actionId!: string;

  /** Id of who did it; of an outcome, empty. */
  @Column('varchar', { length: 128 })
  administrator!: string;

  /** Method and route; of an outcome, empty. */
  @Column('varchar', { length: 200 })
  action!: string;

  /** What it was done to. Where that is a person, each value is a keyed hash after `#`. */
  @Column(json())
  target!: Readonly<Record<string, string>>;

  @Column('boolean')
  personal!: boolean;

  /** The key of the reason, wrapped; `null` without one. */
  @Column('varchar', { name: 'reason_key', length: 120, nullable: true })
  reasonKey!: string | null;

  /** Encrypted; `null` without one. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** HTTP status of the answer; `null` of an action, and where there was no answer. */
  @Column('integer', { nullable: true })
  status!: number | null;

  /** What came of it, such as the id of what was made. */
  @Column(json())
  result!: Readonly<Record<string, string>>;
}
