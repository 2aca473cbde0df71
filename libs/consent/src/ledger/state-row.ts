import { type ConsentCategory, type Decisions } from '@nest-privacy/core';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';

/** A row of the state table as SQLite's driver gives it. */
export interface StateRow {
  readonly site_id: string;
  readonly subject_id: string;
  readonly record_id: string;
  readonly decisions: string;
  readonly informed: string;
  readonly withdrawn: 0 | 1;
  readonly notice_version: number;
  readonly catalogue_version: number | null;
  readonly decided_at: number;
  readonly valid_until: number;
  readonly changed_at: number | null;
}

export const stateOfRow = (row: StateRow): ConsentStateEntity =>
  Object.assign(new ConsentStateEntity(), {
    siteId: row.site_id,
    subjectId: row.subject_id,
    recordId: row.record_id,
    decisions: JSON.parse(row.decisions) as Decisions,
    informed: JSON.parse(row.informed) as ConsentCategory[],
    withdrawn: row.withdrawn,
    noticeVersion: row.notice_version,
    catalogueVersion: row.catalogue_version,
    decidedAt: new Date(row.decided_at),
    validUntil: new Date(row.valid_until),
    changedAt: row.changed_at === null ? null : new Date(row.changed_at),
  } satisfies ConsentStateEntity);
