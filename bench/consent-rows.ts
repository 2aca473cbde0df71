import { setTimeout } from 'node:timers/promises';
import { DEFAULT_SITE } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { tableOf } from '@nest-privacy/core/typeorm';
import { CONSENT_ENTITIES, ConsentRecordEntity, ConsentStateEntity, recordLeafHash } from '@nest-privacy/consent';
import { consentEntry } from '@nest-privacy/consent/testing';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { databaseOptions } from './servers/database.js';

const BATCH = 2_000;
/** Each subject decided, and once more. */
const EACH = 2;
const YEAR = 365 * 86_400_000;

type Row = ObjectLiteral & object;

/** Places among all changes are the database's to give. */
const PLACE = 'pg_current_xact_id()::text::bigint';

/** Adds whole batches of rows to a table of PostgreSQL, one array a column, and what the database sets by itself. */
function bulkInsert(
  source: DataSource,
  entity: EntityTarget<Row>,
  { column: set, value }: { column: string; value: string },
): (rows: readonly Row[]) => Promise<unknown> {
  const columns = source.getMetadata(entity).columns.filter(({ isInsert }) => isInsert);
  const names = columns.map(({ databaseName }) => source.driver.escape(databaseName)).join(', ');
  const arrays = columns.map((column, i) => `$${i + 1}::${source.driver.normalizeType(column)}[]`).join(', ');
  const statement = tableOf(source, entity).sql(
    `INSERT INTO {} (${names}, {${set}}) SELECT *, ${value} FROM unnest(${arrays})`,
  );
  return (rows) =>
    source.query(
      statement,
      columns.map((column) =>
        rows.map((row) => source.driver.preparePersistentValue(column.getEntityValue(row), column) as unknown),
      ),
    );
}

const withLeaf = (record: ConsentRecordEntity): ConsentRecordEntity =>
  Object.assign(record, { leafHash: recordLeafHash(record).toString('base64url') });

/**
 * Adds decisions, each subject's first and one more.
 *
 * @param timeOf when the record of a number was received, in milliseconds
 * @returns a subject
 */
export async function insertDecisions(
  source: DataSource,
  count: number,
  timeOf: (i: number) => number,
): Promise<string> {
  const insertRecords = bulkInsert(source, ConsentRecordEntity, { column: 'sequence', value: PLACE });
  const insertStates = bulkInsert(source, ConsentStateEntity, { column: 'change_sequence', value: PLACE });
  const entries = Array.from({ length: count / EACH }, (_, i) => {
    const at = timeOf(i * EACH);
    const owner = { siteId: DEFAULT_SITE.id, subjectId: newIdAt(at), isNew: true };
    const first = consentEntry(owner, null, { receivedAt: new Date(at), id: newIdAt(at) });
    const state = Object.assign(first.state, { decidedAt: new Date(at) });
    return [first, consentEntry(owner, state)];
  });
  await insertRecords(entries.flat().map(({ record }) => withLeaf(record)));
  await insertStates(entries.map((each) => each.at(-1)!.state));
  return entries[0]![0]!.record.subjectId;
}

/**
 * Fills a migrated database with decisions of the last year, in the order in which they would have come.
 *
 * @returns some of the subjects
 */
export async function fillLedger(address: string, records: number): Promise<readonly string[]> {
  const source = await new DataSource({ ...databaseOptions(address), entities: CONSENT_ENTITIES }).initialize();
  try {
    const sample: string[] = [];
    const begin = Date.now() - YEAR;
    for (let made = 0; made < records; made += BATCH)
      sample.push(await insertDecisions(source, BATCH, (i) => begin + Math.floor(((made + i) / records) * YEAR)));
    await source.query('VACUUM ANALYZE');
    return sample;
  } finally {
    await source.destroy();
  }
}

/** How many records of a database are sealed. */
export async function sealedOf(source: DataSource): Promise<number> {
  const [row] = await source.query<{ size: string | null }[]>('SELECT MAX(size) AS size FROM privacy_consent_seal');
  return Number(row!.size);
}

/**
 * Waits until a server has sealed so many records of a database, for as long as it goes on.
 *
 * @param records default: all that are there
 * @returns how many are sealed
 */
export async function untilSealed(address: string, records?: number): Promise<number> {
  const source = await new DataSource({ ...databaseOptions(address), entities: CONSENT_ENTITIES }).initialize();
  try {
    const wanted = records ?? (await source.manager.count(ConsentRecordEntity));
    let size = 0;
    for (let looks = 0; size < wanted; looks++) {
      const sealed = await sealedOf(source);
      if (sealed > size) looks = 0;
      size = sealed;
      if (looks > 120) throw new Error(`the ledger stands at ${size} sealed records`);
      await setTimeout(250);
    }
    return size;
  } finally {
    await source.destroy();
  }
}
