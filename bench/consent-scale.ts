import { mintConsent } from '@nest-privacy/consent/testing';
import { fillPeer, installPeer, peerDecisions } from './c15t.js';
import { Bars } from './bars.js';
import { compare, print, USUAL, type Verdict } from './comparison.js';
import { fillLedger, untilSealed } from './consent-rows.js';
import { type BenchDatabase, onPostgres } from './databases.js';
import { load, type LoadResult } from './load.js';
import { LoadConnection } from './load-connection.js';
import { MeasuredServer } from './measured-server.js';
import { sealingLag } from './sealing-lag.js';
import { requestBytes } from './request-bytes.js';
import { BENCH_ADMIN, BENCH_SECRETS } from './secrets.js';
import { median } from './statistics.js';

const RECORDS = Number(process.env.RECORDS ?? 5_000_000);
/** How many times as many first decisions a second as the peer's, by the rows that are there. */
const PEER_BARS = new Map([
  [5_000, 12],
  [500_000, 150],
]);
const ROUND = { seconds: 5, connections: 16 };
/** Two requests at a time: what is asked for is how long a look-up takes, not how long it queues. */
const LOOK_UPS = { seconds: 5, connections: 2 };

const DECISION = [
  requestBytes({
    method: 'POST',
    path: '/consent',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ decisions: { STATISTICS: 'granted', MARKETING: 'denied' }, method: 'save', language: 'en' }),
  }),
];

const startOurs = (DATABASE: string): Promise<MeasuredServer> =>
  MeasuredServer.start('write.ts', { VARIANT: 'consent', SEAL: 'on', DATABASE });

async function succeeding(server: MeasuredServer, requests: readonly Buffer[], how = ROUND): Promise<LoadResult> {
  const result = await load(server, { ...how, requests });
  if (result.errors > 0) throw new Error(`${result.errors} of ${result.answered + result.errors} requests failed`);
  return result;
}

/** One request, so that there is what a filling multiplies. */
async function once(server: MeasuredServer, request: Buffer): Promise<void> {
  const line = await LoadConnection.open(server.port);
  const status = await line.exchange(request);
  line.close();
  if (status < 200 || status > 299) throw new Error(`the first request was answered ${status}`);
}

/** First decisions on an empty ledger and on a large one, with sealing on; and how long a subject's records take to be found. */
async function alone(database: BenchDatabase, bars: Bars): Promise<void> {
  const [small, large] = [await database.fresh(), await database.fresh()];
  const servers = [await startOurs(small), await startOurs(large)];
  const subjects = await fillLedger(large, RECORDS);
  const begin = performance.now();
  await untilSealed(large, RECORDS);
  console.log(`sealed ${Math.round((performance.now() - begin) / 1_000)} s after the last of ${RECORDS} was written`);
  const slowest = servers.map(() => [] as number[]);
  const contenders = servers.map((server, index) => ({
    name: index === 0 ? 'an empty ledger' : `${RECORDS} records`,
    round: async () => {
      const { requestsPerSecond, p99 } = await succeeding(server, DECISION);
      slowest[index]!.push(p99);
      return requestsPerSecond;
    },
  }));
  for (const server of servers) await succeeding(server, DECISION);
  const verdicts = await compare(contenders, { ...USUAL, most: 10 });
  print(verdicts, 'POST /consent a second');
  bars.atLeast('POST /consent, the large ledger beside an empty one', 0.9, ratioOf(verdicts));
  bars.atMost('POST /consent, p99 on the large ledger', 50, median(slowest[1]!), ' ms');
  await lookUps(servers[1]!, subjects, bars);
  bars.atMost('sealing behind 5 000 records a second', 5, await sealingLag(small, await untilSealed(small)), ' s');
  await Promise.all(servers.map((server) => server.stop()));
}

const ratioOf = (verdicts: readonly Verdict[]): number => verdicts.at(-1)!.ratio;

async function lookUps(server: MeasuredServer, subjects: readonly string[], bars: Bars): Promise<void> {
  const cookieOf = (subjectId: string): string =>
    mintConsent({ secrets: BENCH_SECRETS, decisions: { STATISTICS: 'granted' }, subjectId }).cookie;
  const own = (path: string): readonly Buffer[] =>
    subjects.map((subject) => requestBytes({ path, headers: { Cookie: cookieOf(subject) } }));
  const asked = {
    'GET /consent, by the cookie alone': own('/consent'),
    'GET /consent/records, own history': own('/consent/records'),
    'GET /admin/consent/records?subjectId=': subjects.map((subject) =>
      requestBytes({
        path: `/admin/consent/records?subjectId=${subject}`,
        headers: { Authorization: `Bearer ${BENCH_ADMIN}` },
      }),
    ),
  };
  for (const [name, requests] of Object.entries(asked)) {
    await succeeding(server, requests, LOOK_UPS);
    const { p99, requestsPerSecond } = await succeeding(server, requests, LOOK_UPS);
    console.log(`${name}: ${Math.round(requestsPerSecond)} a second`);
    bars.atMost(`${name}, p99`, 5, p99, ' ms');
  }
}

/** First decisions beside those of c15t, each on a database of its own with equally many rows. */
async function besidePeer(database: BenchDatabase, records: number, bar: number, bars: Bars): Promise<void> {
  const [theirs, ours] = [await database.fresh(), await database.fresh()];
  const peer = await MeasuredServer.start('c15t.ts', { DATABASE: theirs });
  const suite = await startOurs(ours);
  await once(peer, peerDecisions()[0]!);
  await fillPeer(theirs, records);
  await fillLedger(ours, records);
  await untilSealed(ours, records);
  const contenders = [
    { name: `@c15t/backend, ${records} rows`, server: peer, requests: peerDecisions },
    { name: `the suite, ${records} rows`, server: suite, requests: () => DECISION },
  ];
  const rounds = contenders.map(({ name, server, requests }) => ({
    name,
    round: async () => (await succeeding(server, requests())).requestsPerSecond,
  }));
  for (const { round } of rounds) await round();
  const verdicts = await compare(rounds, { ...USUAL, most: 6 });
  print(verdicts, 'first decisions a second');
  bars.atLeast(`first decisions beside the peer's, ${records} rows`, bar, ratioOf(verdicts), ' times');
  await Promise.all([peer.stop(), suite.stop()]);
}

/** What becomes of `POST /consent`, of look-ups and of the sealer when the ledger is large, and what of a peer's, each against its bar. */
export async function run(): Promise<void> {
  installPeer();
  const bars = new Bars();
  await onPostgres(async (database) => {
    for (const [records, bar] of PEER_BARS) await besidePeer(database, records, bar, bars);
    await alone(database, bars);
  });
  bars.tell();
}
