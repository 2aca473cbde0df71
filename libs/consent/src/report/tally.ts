import { type ConsentEventType } from '../decision/event-type.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentTallyEntity } from '../entities/consent-tally.entity.js';
import { propertiesOf } from './tallied-properties.js';

/** What of the events answers a question that was asked here. What was imported, linked or erased is no decision. */
const ANSWERS: ReadonlySet<ConsentEventType> = new Set(['given', 'refused', 'changed', 'renewed']);

/** Sums of some records, to be added to those there are. */
export class Tally {
  private readonly sums = new Map<string, ConsentTallyEntity>();

  /** In one order for everybody, so that two who add at once do not wait for each other in a circle. */
  get rows(): readonly ConsentTallyEntity[] {
    return [...this.sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  /** @param country of the policy decision that the record points to; empty where it is not known */
  add(record: ConsentRecordEntity, country: string): void {
    const isWithdrawal = record.eventType === 'withdrawn';
    if (!isWithdrawal && !ANSWERS.has(record.eventType)) return;
    const day = record.receivedAt.toISOString().slice(0, 10);
    for (const [property, value] of [['all', ''], ...Object.entries(propertiesOf(record, country))]) {
      const key = { siteId: record.siteId, property: property!, day, value: value! };
      const whole = this.rowOf({ ...key, category: '' });
      if (isWithdrawal) whole.withdrawn++;
      else whole.decided++;
      if (!isWithdrawal) this.addCategories(record, key);
    }
  }

  private addCategories({ decisions }: ConsentRecordEntity, key: Omit<TallyKey, 'category'>): void {
    for (const [category, decision] of Object.entries(decisions)) {
      if (decision === 'unset') continue;
      const row = this.rowOf({ ...key, category });
      row[decision]++;
    }
  }

  private rowOf(key: TallyKey): ConsentTallyEntity {
    const text = JSON.stringify([key.siteId, key.property, key.day, key.value, key.category]);
    const known = this.sums.get(text) ?? { ...key, decided: 0, withdrawn: 0, granted: 0, denied: 0 };
    this.sums.set(text, known);
    return known;
  }
}

type TallyKey = Pick<ConsentTallyEntity, 'siteId' | 'property' | 'day' | 'value' | 'category'>;
