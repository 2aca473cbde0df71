import { newId, newIdAt } from '@nest-privacy/core/kit';
import { type DataSource } from 'typeorm';
import { ConsentRecordEntity } from '../src/index.js';
import { consentEntry } from '../src/testing/index.js';

/**
 * Adds records past the writer, one a millisecond from an instant on.
 *
 * @param membersOf what is other than usual of the record with a number
 */
export async function fillLedger(
  source: DataSource,
  count: number,
  from: number,
  membersOf: (i: number) => Partial<ConsentRecordEntity> = () => ({}),
): Promise<ConsentRecordEntity[]> {
  const records = Array.from({ length: count }, (_, i) => {
    const [at, owner] = [from + i, { siteId: 'default', subjectId: newId(), isNew: true }];
    return consentEntry(owner, null, { receivedAt: new Date(at), id: newIdAt(at), ...membersOf(i) }).record;
  });
  for (let i = 0; i < count; i += 500)
    await source.getRepository(ConsentRecordEntity).insert(records.slice(i, i + 500));
  return records;
}
