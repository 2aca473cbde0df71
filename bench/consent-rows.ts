import { DEFAULT_SITE } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { tableOf } from '@nest-privacy/core/typeorm';
import { CONSENT_ENTITIES, ConsentRecordEntity, ConsentStateEntity } from '@nest-privacy/consent';
import { consentEntry } from '@nest-privacy/consent/testing';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { databaseOptions } from './servers/database.js';

const BATCH = 2_000;
/** Each subject decided, and once more. */
const EACH = 2;
const YEAR = 365 * 86_400_000;

type Row = ObjectLiteral & object;

/** Adds whole batches of rows to a table of PostgreSQL, one array a column. */
function bulkInsert(source: DataSource, entity: EntityTarget<Row>): (rows: readonly Row[]) => Promise<unknown> {
  const columns = source.getMetadata(entity).columns.filter(({ isInsert }) => isInsert);
  const names = columns.map(({ databaseName }) => source.driver.escape(databaseName)).join(', ');
  const arrays = columns.map((column, i) => `$${i + 1}::${source.driver.normalizeType(column)}[]`).join(', ');
  const statement = tableOf(source, entity).sql(`INSERT INTO {} (${names}) SELECT * FROM unnest(${arrays})`);
  return (rows) =>
    source.query(
      statement,
      columns.map((column) =>
        rows.map((row) => source.driver.preparePersistentValue(column.getEntityValue(row), column) as unknown),
      ),
    );
}

/**
 * Fills a migrated database with decisions of the last year, in the order in which they would have come.
 *
 * @returns some of the subjects
 */
export async function fillLedger(address: string, records: number): Promise<readonly string[]> {
  const source = await new DataSource({ ...databaseOptions(address), entities: CONSENT_ENTITIES }).initialize();
  try {
    const [insertRecords, insertStates] = [ConsentRecordEntity, ConsentStateEntity].map((e) => bulkInsert(source, e));
    const sample: string[] = [];
    const begin = Date.now() - YEAR;
    for (let made = 0; made < records; made += BATCH) {
      const entries = Array.from({ length: BATCH / EACH }, (_, i) => {
        const at = begin + Math.floor(((made + i * EACH) / records) * YEAR);
        const owner = { siteId: DEFAULT_SITE.id, subjectId: newIdAt(at), isNew: true };
        const first = consentEntry(owner, null, { receivedAt: new Date(at), id: newIdAt(at) });
        const state = Object.assign(first.state, { decidedAt: new Date(at) });
        return [first, consentEntry(owner, state)];
      });
      await insertRecords!(entries.flat().map(({ record }) => record));
      await insertStates!(entries.map((each) => each.at(-1)!.state));
      sample.push(entries[0]![0]!.record.subjectId);
    }
    await source.query('VACUUM ANALYZE');
    return sample;
  } finally {
    await source.destroy();
  }
}
