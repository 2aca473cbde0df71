import { compare, print } from './comparison.js';
import { load } from './load.js';
import { MeasuredServer } from './measured-server.js';

const SECONDS = 2;
const ROUNDS = 3;
const PATH = '/articles/hello';

/** Requests per server-CPU-second of one handler: bare, behind an empty guard, behind an empty interceptor. */
export async function run(): Promise<void> {
  const variants = ['bare', 'guard', 'interceptor'];
  const servers = await Promise.all(variants.map((VARIANT) => MeasuredServer.start('plain.ts', { VARIANT })));
  const measure = (server: MeasuredServer) => async () =>
    (await load(server, { path: PATH, seconds: SECONDS })).requestsPerCpuSecond;
  for (const server of servers) await load(server, { path: PATH, seconds: 1 });
  print(
    await compare(
      servers.map((server, i) => ({ name: variants[i]!, round: measure(server) })),
      ROUNDS,
    ),
    'requests/CPU-s',
  );
  await Promise.all(servers.map((server) => server.stop()));
}
