import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, type Contender, print, USUAL } from './comparison.js';
import { isServerName, saysOf, SERVER_NAMES, type ServerName, startServer } from './hot-path-servers.js';
import { load } from './load.js';
import { type MeasuredServer } from './measured-server.js';
import { requestsOf, type VisitorKind } from './visitors.js';
import { startRedis } from '../test/setup/redis.cjs';

const SECONDS = 1;
/** Requests before the first round: by then the code that runs on each of them is compiled for good, as it is in a server after its first minute. */
const WARM_UP = 60_000;

/** One server to be compared, as asked for: `bull`, or `bull@/another/checkout`. */
interface Entry {
  readonly name: string;
  readonly server: ServerName;
  readonly checkout: string | undefined;
}

function entryOf(name: string): Entry {
  const [server = '', checkout] = name.split('@', 2);
  if (!isServerName(server)) throw new Error(`There is no server "${server}"; choose from ${SERVER_NAMES.join(', ')}.`);
  return { name: checkout === undefined ? saysOf(server) : `${saysOf(server)} of ${checkout}`, server, checkout };
}

async function measure(kind: VisitorKind, servers: ReadonlyMap<string, MeasuredServer>): Promise<void> {
  const suite = [...servers.values()].at(-1)!;
  const requests = await requestsOf(kind, suite);
  const contenders: Contender[] = [...servers].map(([name, server]) => ({
    name,
    round: async () => {
      const { requestsPerCpuSecond, errors } = await load(server, { requests, seconds: SECONDS });
      if (errors > 0) throw new Error(`${name}: ${errors} requests failed`);
      return requestsPerCpuSecond;
    },
  }));
  for (const server of servers.values())
    for (let sent = 0; sent < WARM_UP;) sent += (await load(server, { requests, seconds: SECONDS })).answered;
  console.log(`${kind} visitors, ${kind === 'new' ? 'without any cookie' : 'with every cookie'}`);
  print(await compare(contenders), 'requests/CPU-s');
}

/**
 * Requests per server-CPU-second of one handler, for visitors who come back and for new ones.
 *
 * @param names servers to compare, the first of which the others are divided by; one of another checkout is written `bull@/path/to/it`. The last must be one of the suite
 */
export async function run(names: readonly string[] = SERVER_NAMES): Promise<void> {
  const entries = names.map(entryOf);
  const { within, most } = USUAL;
  console.log(
    `${entries.map(({ name }) => name).join('; ')}: rounds of ${SECONDS} s in turn, until each ratio is known to ± ${within}, for ${most} turns at most ` +
      `(${Math.ceil((2 * most * SECONDS * entries.length) / 60)} minutes)`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-bench-'));
  const redis = await startRedis();
  const around = { folder, redis: redis.url };
  const servers = new Map<string, MeasuredServer>();
  try {
    for (const { name, server, checkout } of entries) servers.set(name, await startServer(server, around, checkout));
    for (const kind of ['returning', 'new'] as const) await measure(kind, servers);
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
