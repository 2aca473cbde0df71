import { type ConsentEventType } from '../decision/event-type.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type Tally } from '../tally/tally.js';
import { type PropertiedRecord, propertiesOf } from './tallied-properties.js';

/** What of a record is counted. */
export type CountedRecord = PropertiedRecord & Pick<ConsentRecordEntity, 'siteId' | 'receivedAt' | 'decisions'>;

/** What of the events answers a question that was asked here. What was imported, linked or erased is no decision. */
const ANSWERS: ReadonlySet<ConsentEventType> = new Set(['given', 'refused', 'changed', 'renewed']);

/** @param country of the policy decision that the record points to; empty where it is not known */
export function countRecord(tally: Tally, record: CountedRecord, country: string): void {
  const { siteId, receivedAt, eventType, decisions } = record;
  const event = { siteId, at: receivedAt.getTime(), properties: propertiesOf(record, country) };
  if (eventType === 'withdrawn') return tally.add(event, '', { withdrawn: 1 });
  if (!ANSWERS.has(eventType)) return;
  tally.add(event, '', { decided: 1 });
  for (const [category, decision] of Object.entries(decisions))
    if (decision !== 'unset') tally.add(event, category, { [decision]: 1 });
}
