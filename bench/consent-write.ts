import { compare, print, USUAL } from './comparison.js';
import { onEachDatabase } from './databases.js';
import { load, type Load } from './load.js';
import { MeasuredServer } from './measured-server.js';
import { requestBytes } from './request-bytes.js';
import { median } from './statistics.js';

const ROUNDS = 5;
const FIRST_DECISION: Load = {
  seconds: 3,
  connections: 16,
  requests: [
    requestBytes({
      method: 'POST',
      path: '/consent',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
        method: 'save',
        language: 'en',
      }),
    }),
  ],
};

/** `POST /consent` of visitors who decide for the first time, against a route that inserts one row into the same database. */
export async function run(): Promise<void> {
  await onEachDatabase(async (database) => {
    const variants = ['bare', 'consent'];
    const servers: MeasuredServer[] = [];
    for (const VARIANT of variants)
      servers.push(await MeasuredServer.start('write.ts', { VARIANT, DATABASE: await database.fresh() }));
    const slowest = variants.map(() => [] as number[]);
    const contenders = servers.map((server, index) => ({
      name: `${database.name}: ${variants[index]!}`,
      round: async () => {
        const { requestsPerSecond, p99, errors } = await load(server, FIRST_DECISION);
        if (errors > 0) throw new Error(`${errors} requests failed`);
        slowest[index]!.push(p99);
        return requestsPerSecond;
      },
    }));
    for (const server of servers) await load(server, { ...FIRST_DECISION, seconds: 1 });
    print(await compare(contenders, { ...USUAL, most: ROUNDS }), 'requests/s');
    console.log(`p99: ${variants.map((name, index) => `${name} ${median(slowest[index]!)} ms`).join(', ')}`);
    await Promise.all(servers.map((server) => server.stop()));
  });
}
