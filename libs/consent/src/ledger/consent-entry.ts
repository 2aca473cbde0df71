import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentStateEntity } from '../entities/consent-state.entity.js';

/** Whose decision is written. */
export interface ConsentOwner {
  readonly siteId: string;
  readonly subjectId: string;
  /** `true` when the subject was made for this request, so that nothing about it can be stored yet. */
  readonly isNew: boolean;
}

/** A record and the state it leads to. */
export interface ConsentEntry {
  readonly record: ConsentRecordEntity;
  /** Added before it: that signals of the browser were applied, one for each. Most decisions come with none. */
  readonly signals?: readonly ConsentRecordEntity[] | undefined;
  readonly state: ConsentStateEntity;
}

/** The records of an entry in the order in which they are added. */
export const recordsOf = ({ signals = [], record }: ConsentEntry): readonly ConsentRecordEntity[] => [
  ...signals,
  record,
];
