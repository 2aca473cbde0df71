import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintConsent } from '@nest-privacy/consent/testing';
import { compare, print } from './comparison.js';
import { load } from './load.js';
import { MeasuredServer } from './measured-server.js';
import { BENCH_SECRETS } from './secrets.js';
import { startRedis } from '../test/setup/redis.cjs';

const SECONDS = 3;
const ROUNDS = 5;
const PATH = '/articles/hello';

/** The request of a visitor who consented to statistics and comes back with every cookie; the bare handler gets the same. */
async function visitorHeaders(suite: MeasuredServer): Promise<Record<string, string>> {
  const { cookie } = mintConsent({ secrets: BENCH_SECRETS, decisions: { STATISTICS: 'granted', MARKETING: 'denied' } });
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
  const first = await fetch(`http://127.0.0.1:${suite.port}${PATH}`, { headers: { cookie, 'user-agent': agent } });
  const given = first.headers.getSetCookie().map((line) => line.split(';')[0]!);
  return { cookie: [cookie, ...given].join('; '), 'user-agent': agent, 'accept-language': 'en' };
}

/** Requests per server-CPU-second of one handler: bare, behind an empty guard or interceptor, and with the suite. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-bench-'));
  const redis = await startRedis();
  const start = async (name: string, file: string, settings: Record<string, string>) => ({
    name,
    server: await MeasuredServer.start(file, settings),
  });
  const contenders = [
    await start('bare', 'plain.ts', { VARIANT: 'bare' }),
    await start('+ empty guard', 'plain.ts', { VARIANT: 'guard' }),
    await start('+ empty interceptor', 'plain.ts', { VARIANT: 'interceptor' }),
    await start('+ suite, events to Bull', 'suite.ts', { DATABASE: join(folder, 'bull.sqlite'), REDIS: redis.url }),
    await start('+ suite, all in one process', 'suite.ts', { DATABASE: join(folder, 'own.sqlite') }),
  ];
  const headers = await visitorHeaders(contenders[3]!.server);
  const options = { path: PATH, headers };
  for (const { server } of contenders) await load(server, { ...options, seconds: 2 });
  const verdicts = await compare(
    contenders.map(({ name, server }) => ({
      name,
      round: async () => {
        const { requestsPerCpuSecond, errors } = await load(server, { ...options, seconds: SECONDS });
        if (errors > 0) throw new Error(`${name}: ${errors} requests failed`);
        return requestsPerCpuSecond;
      },
    })),
    ROUNDS,
  );
  print(verdicts, 'requests/CPU-s');
  await Promise.all(contenders.map(({ server }) => server.stop()));
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
}
