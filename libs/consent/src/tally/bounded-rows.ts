import { type EntityManager, In } from 'typeorm';
import { ConsentTallyEntity } from '../entities/consent-tally.entity.js';
import { Tally } from './tally.js';

/** Values of a property that are told apart on a day of a site: clients choose some of them, and may not choose how many rows there are. */
export const MOST_VALUES = 64;
/** What stands for all others. */
export const OTHER_VALUES = 'other';

type Place = Pick<ConsentTallyEntity, 'siteId' | 'day' | 'property'>;

/**
 * The sums of a tally with no more values of a property than are told apart: those that its day has already, and the most frequent of the others.
 *
 * @param manager of the transaction in which they are added
 */
export async function boundedRows(manager: EntityManager, { rows }: Tally): Promise<readonly ConsentTallyEntity[]> {
  const admitted = await admittedValues(manager, rows);
  const bounded = new Tally();
  for (const row of rows) {
    const isAdmitted = row.value === '' || admitted.get(placeOf(row))!.has(row.value);
    bounded.addRow(isAdmitted ? row : { ...row, value: OTHER_VALUES });
  }
  return bounded.rows;
}

async function admittedValues(
  manager: EntityManager,
  rows: readonly ConsentTallyEntity[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const admitted = new Map(rows.map((row) => [placeOf(row), new Set<string>()]));
  const days = new Map(rows.map(({ siteId, day }) => [JSON.stringify([siteId, day]), { siteId, day }]));
  const property = In([...new Set(rows.map((row) => row.property))]);
  for (const day of days.values()) {
    const select = { siteId: true, day: true, property: true, value: true } as const;
    const found = await manager.find(ConsentTallyEntity, { select, where: { ...day, property, category: '' } });
    for (const row of found) admitted.get(placeOf(row))?.add(row.value);
  }
  const whole = rows.filter(({ category, value }) => category === '' && value !== '');
  for (const row of whole.sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const values = admitted.get(placeOf(row))!;
    if (values.size < MOST_VALUES) values.add(row.value);
  }
  return admitted;
}

const placeOf = ({ siteId, day, property }: Place): string => JSON.stringify([siteId, day, property]);
const sizeOf = ({ shown, decided, withdrawn }: ConsentTallyEntity): number => shown + decided + withdrawn;
