import { transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { namesOf, RECORD_COLUMNS, replacementsOf, type SqlColumn, STATE_COLUMNS, valuesOf } from './columns.js';
import { type ComposeEntry, type ConsentEntry, type ConsentOwner, type ConsentWriter } from './consent-writer.js';

const marks = <T>(columns: readonly SqlColumn<T>[]): string => columns.map(() => '?').join(', ');

const MOVE_STATE = `
  INSERT INTO privacy_consent_state (${namesOf(STATE_COLUMNS)}) VALUES (${marks(STATE_COLUMNS)})
  ON CONFLICT (site_id, subject_id) DO UPDATE SET ${replacementsOf(STATE_COLUMNS, ['site_id', 'subject_id'])}`;

const ADD_RECORD = `INSERT INTO privacy_consent_record (${namesOf(RECORD_COLUMNS)}) VALUES (${marks(RECORD_COLUMNS)})`;

/** Writes to SQLite, in a short transaction of the DataSource's queue; nobody else writes meanwhile. */
export class SqliteConsentWriter implements ConsentWriter {
  constructor(private readonly source: DataSource) {}

  write({ siteId, subjectId, isNew }: ConsentOwner, compose: ComposeEntry): Promise<ConsentEntry> {
    return transact(this.source, async (manager) => {
      const previous = isNew ? null : await manager.findOneBy(ConsentStateEntity, { siteId, subjectId });
      const entry = compose(previous);
      await manager.query(MOVE_STATE, valuesOf(STATE_COLUMNS, entry.state));
      await manager.query(ADD_RECORD, valuesOf(RECORD_COLUMNS, entry.record));
      return entry;
    });
  }
}
