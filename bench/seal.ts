import { SYSTEM_CLOCK } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { type LogEntry, LogSealer, leafHashOf, proveEntry, SealingKey } from '@nest-privacy/core/sealing';
import { TypeOrmSealStore } from '@nest-privacy/core/typeorm';
import {
  BEGINNING,
  CONSENT_ENTITIES,
  CONSENT_MIGRATIONS,
  ConsentRecordEntity,
  RecordFeed,
  recordLeafHash,
  verifyLedger,
} from '@nest-privacy/consent';
import { DataSource } from 'typeorm';
import { type BenchDatabase, onPostgres } from './databases.js';
import { consentEntry } from '@nest-privacy/consent/testing';

/** Records that are read and sealed as the sealer does it, and entries that a proof is made among. */
const RECORDS = Number(process.env.SEAL_RECORDS ?? 100_000);
const ENTRIES = Number(process.env.SEAL_ENTRIES ?? 1_000_000);
const PROOFS = 300;
const BATCH = 4_000;

const p = (times: readonly number[], share: number): string =>
  `${[...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)]!.toFixed(1)} ms`;

/** Copies of one record, each with its own subject, number and time. */
async function fill(source: DataSource): Promise<void> {
  const { record } = consentEntry({ siteId: 'default', subjectId: newIdAt(1), isNew: true }, null);
  await source.manager.insert(ConsentRecordEntity, record);
  const { columns, tableName } = source.getMetadata(ConsentRecordEntity);
  const own: Record<string, string> = {
    id: `lpad(to_hex(i), 8, '0') || substr(id, 9)`,
    subject_id: `lpad(to_hex(i), 8, '0') || substr(subject_id, 9)`,
    received_at: 'received_at + i',
    sequence: '3 + i / 1000',
  };
  const names = columns.map(({ databaseName }) => databaseName);
  const values = names.map((name) => own[name] ?? name);
  await source.query(
    `INSERT INTO ${tableName} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${tableName}, generate_series(1, ${RECORDS}) AS i`,
  );
  await source.query(
    `INSERT INTO privacy_consent_state (site_id, subject_id, record_id, decisions, informed, withdrawn, notice_version, decided_at, valid_until)
      SELECT site_id, subject_id, id, decisions, informed, 0, notice_version, received_at, valid_until FROM ${tableName}`,
  );
}

/** How fast records are sealed and verified, and what a proof costs among many entries. */
export const run = (): Promise<void> => onPostgres(measure);

async function measure(database: BenchDatabase): Promise<void> {
  const options = { type: 'postgres', url: await database.fresh() } as const;
  const source = await new DataSource({
    ...options,
    entities: CONSENT_ENTITIES,
    migrations: CONSENT_MIGRATIONS,
  }).initialize();
  await source.runMigrations();
  await fill(source);
  const key = new SealingKey('a-key-of-the-benchmark-that-is-long-enough', 'consent-ledger');
  const entityOf = (name: string) => CONSENT_ENTITIES.find((entity) => entity.name === name) as never;
  const entities = {
    seal: entityOf('ConsentSealEntity'),
    node: entityOf('ConsentSealNodeEntity'),
    key: entityOf('ConsentSealKeyEntity'),
    renewal: entityOf('ConsentSealRenewalEntity'),
  };
  const store = new TypeOrmSealStore(source, entities);
  const sealer = new LogSealer(key);
  const feed = new RecordFeed(source, SYSTEM_CLOCK);
  const sealAll = async (log: string, next: () => Promise<readonly LogEntry[]>): Promise<number> => {
    const began = performance.now();
    let count = 0;
    for (let entries = await next(); entries.length > 0; entries = await next()) {
      await source.transaction((manager) => sealer.seal(log, entries, store.within(manager), Date.now()));
      count += entries.length;
    }
    return count / ((performance.now() - began) / 1_000);
  };
  let cursor = BEGINNING;
  const rate = await sealAll('default', async () => {
    const fed = await feed.after(cursor, BATCH);
    cursor = fed.cursor;
    return fed.records.map((record) => ({
      id: record.id,
      at: record.receivedAt.getTime(),
      hash: recordLeafHash(record),
    }));
  });
  console.log(`sealed           ${rate.toFixed(0)} records/s, leaf hashes computed`);
  const rss = process.memoryUsage.rss();
  const began = performance.now();
  const { checked, fault } = await verifyLedger({ source, keys: [key.public] });
  if (fault) throw new Error(fault.detail);
  const grown = Math.max(0, process.memoryUsage.rss() - rss) / 2 ** 20;
  console.log(
    `verified         ${(checked / ((performance.now() - began) / 1_000)).toFixed(0)} records/s, ${grown.toFixed(0)} MiB more than before`,
  );
  const times: number[] = [];
  const made: { id: string; at: number }[] = [];
  let i = 0;
  const start = Date.now() - ENTRIES;
  const bare = await sealAll('bare', () => {
    const size = Math.min(BATCH, ENTRIES - i);
    const entries = Array.from({ length: Math.max(size, 0) }, () => {
      const at = start + i++;
      return { id: newIdAt(at), at, hash: leafHashOf(String(i)) };
    });
    made.push(...entries.filter((_, at) => at % 500 === 0));
    return Promise.resolve(entries);
  });
  console.log(`sealed           ${bare.toFixed(0)} entries/s, the log alone, ${ENTRIES} of them`);
  for (let n = 0; n < PROOFS; n++) {
    const one = made[Math.floor(Math.random() * made.length)]!;
    const at = performance.now();
    if (!(await proveEntry(store, 'bare', one))) throw new Error('an entry is not proven');
    times.push(performance.now() - at);
  }
  console.log(`proof            p50 ${p(times, 0.5)}, p99 ${p(times, 0.99)}`);
  const [{ bytes }] = await source.query<[{ bytes: string }]>(
    `SELECT pg_total_relation_size('privacy_consent_seal') + pg_total_relation_size('privacy_consent_seal_node') AS bytes`,
  );
  console.log(`storage          ${(Number(bytes) / (ENTRIES + RECORDS)).toFixed(0)} bytes an entry`);
  await source.destroy();
}
