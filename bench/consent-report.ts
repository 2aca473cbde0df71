import { CONSENT_ENTITIES } from '@nest-privacy/consent';
import { DataSource } from 'typeorm';
import { fillLedger } from './consent-rows.js';
import { onPostgres } from './databases.js';
import { load } from './load.js';
import { MeasuredServer } from './measured-server.js';
import { requestBytes } from './request-bytes.js';
import { BENCH_ADMIN } from './secrets.js';
import { databaseOptions } from './servers/database.js';

const RECORDS = Number(process.env.RECORDS ?? 5_000_000);
/** Summed up for real, to tell how fast that goes. */
const FOLLOWED = Math.min(RECORDS, 100_000);
const DAYS = 365;
const LAST_DAY = '2026-06-30';
/** How many values a property of a site with visitors from everywhere has on a day. */
const VALUES = {
  all: 1,
  language: 12,
  noticeVersion: 2,
  method: 5,
  country: 60,
  signal: 4,
  event: 5,
  regime: 3,
  surface: 3,
  variant: 2,
};
const PERIODS = { 'thirty days': '2026-06-01', 'a year': '2025-07-01' };
const GROUPINGS = ['day', 'language', 'country', 'method'];

/** The sums that so many records of a year lead to. */
async function fillSums(source: DataSource): Promise<void> {
  const properties = Object.entries(VALUES).map(([name, count]) => `('${name}', ${count})`);
  const day = `to_char(DATE '${LAST_DAY}' - ago, 'YYYY-MM-DD')`;
  await source.query(`
    INSERT INTO privacy_consent_tally (site_id, property, day, value, category, shown, decided, withdrawn, granted, denied)
    SELECT 'default', property, ${day}, CASE WHEN property = 'all' THEN '' ELSE property || place END, category,
      CASE WHEN category = '' THEN ${Math.round((RECORDS / DAYS) * 1.5)} / count ELSE 0 END,
      CASE WHEN category = '' THEN ${Math.round(RECORDS / DAYS)} / count ELSE 0 END, 0,
      CASE WHEN category = '' THEN 0 ELSE ${Math.round(RECORDS / DAYS / 2)} / count END,
      CASE WHEN category = '' THEN 0 ELSE ${Math.round(RECORDS / DAYS / 3)} / count END
    FROM (VALUES ${properties.join(', ')}) AS properties (property, count), generate_series(0, ${DAYS - 1}) AS ago,
      generate_series(1, count) AS place, (VALUES (''), ('STATISTICS'), ('MARKETING')) AS categories (category)`);
  await source.query('VACUUM ANALYZE');
}

/** Until the follower of the server has counted them all. */
async function followed(source: DataSource): Promise<number> {
  const begin = performance.now();
  for (;;) {
    const [row] = await source.query<{ count: string | null }[]>(
      `SELECT SUM(decided) AS count FROM privacy_consent_tally WHERE property = 'all' AND category = ''`,
    );
    if (Number(row?.count ?? 0) >= FOLLOWED) return (performance.now() - begin) / 1_000;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** How long a report takes when the ledger is large, and how fast the sums follow the records. */
export const run = (): Promise<void> =>
  onPostgres(async (database) => {
    const address = await database.fresh();
    const migrating = await MeasuredServer.start('write.ts', { VARIANT: 'consent', DATABASE: address });
    await migrating.stop();
    await fillLedger(address, FOLLOWED);
    const server = await MeasuredServer.start('write.ts', { VARIANT: 'consent', DATABASE: address });
    const source = await new DataSource({ ...databaseOptions(address), entities: CONSENT_ENTITIES }).initialize();
    const seconds = await followed(source);
    console.log(`${FOLLOWED} records summed up in ${seconds.toFixed(1)} s, ${Math.round(FOLLOWED / seconds)} a second`);
    await source.query('TRUNCATE privacy_consent_tally');
    await fillSums(source);
    for (const [period, from] of Object.entries(PERIODS))
      for (const groupBy of GROUPINGS) {
        const request = requestBytes({
          path: `/admin/consent/report?from=${from}&to=${LAST_DAY}&groupBy=${groupBy}`,
          headers: { Authorization: `Bearer ${BENCH_ADMIN}` },
        });
        const how = { requests: [request], seconds: 2, connections: 1 };
        await load(server, how);
        const { answered, errors, p99 } = await load(server, how);
        if (errors > 0 || answered === 0) throw new Error(`${errors} reports failed`);
        console.log(`${period} by ${groupBy}: ${(2_000 / answered).toFixed(1)} ms, p99 ${p99} ms`);
      }
    await source.destroy();
    await server.stop();
  });
