import { newId } from '@nest-privacy/core/kit';
import { startRedis } from '../test/setup/redis.cjs';
import { type BenchDatabase, onEachDatabase } from './databases.js';
import { Chance } from './chance.js';
import { load, type LoadResult } from './load.js';
import { MeasuredServer } from './measured-server.js';
import { Popularity } from './popularity.js';
import { type BenchRequest, requestBytes } from './request-bytes.js';
import { median } from './statistics.js';
import { browserOf } from './visitors.js';

const ROUNDS = 7;
const SECONDS = Number(process.env.SECONDS ?? 3);
/** How many of their events visitors report at once. */
const SIZES = [1, 100];
const VISITORS = 200;
const CONNECTIONS = 16;

const PAGES = new Popularity(Array.from({ length: 2_000 }, (_, rank) => `/articles/page-${rank}`));

/** What a visitor's browser reports: page views of a single-page application, and now and then something else. */
function eventOf(host: string, chance: Chance): object {
  const page = { url: `http://${host}${PAGES.pick(chance)}`, id: newId(), screen: '1280x800' };
  return chance.next() < 0.15
    ? { ...page, name: 'signup', properties: { plan: 'large' } }
    : { ...page, name: 'pageview', title: 'A title of some words', referrer: 'https://search.example/' };
}

function requestOf(host: string, visitor: number, events: number, chance: Chance): BenchRequest {
  const reported = Array.from({ length: events }, () => eventOf(host, chance));
  return {
    method: 'POST',
    path: '/analytics/events',
    headers: {
      ...browserOf(visitor),
      ...{ Host: host, Accept: '*/*', 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
    },
    body: JSON.stringify(events === 1 ? reported[0] : { events: reported }),
  };
}

/** @throws Error where not all events of a request are taken */
async function mustTake(host: string, { path, ...request }: BenchRequest, events: number): Promise<void> {
  const answer = await fetch(`http://${host}${path}`, request);
  const { accepted } = (await answer.json()) as { accepted?: number };
  if (accepted !== events) throw new Error(`${accepted ?? 'none'} of ${events} events were taken (${answer.status})`);
}

async function measure(server: MeasuredServer, events: number): Promise<object> {
  const chance = new Chance(521_288_629);
  const host = `127.0.0.1:${server.port}`;
  const asked = Array.from({ length: VISITORS }, (_, visitor) => requestOf(host, visitor, events, chance));
  await mustTake(host, asked[0]!, events);
  const requests = asked.map(requestBytes);
  const results: LoadResult[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const result = await load(server, { requests, seconds: SECONDS, connections: CONNECTIONS });
    if (result.errors > 0) throw new Error(`${result.errors} requests failed`);
    // The first warms up.
    if (round > 0) results.push(result);
  }
  const middle = (name: 'requestsPerSecond' | 'p50' | 'p99'): number => median(results.map((result) => result[name]));
  return {
    'requests/s': Math.round(middle('requestsPerSecond')),
    'events/s': Math.round(middle('requestsPerSecond') * events),
    'p50 ms': middle('p50'),
    'p99 ms': middle('p99'),
  };
}

async function measureOn(database: BenchDatabase, redis: string): Promise<void> {
  const server = await MeasuredServer.start('suite.ts', { DATABASE: await database.fresh(), REDIS: redis });
  try {
    const found: Record<string, object> = {};
    for (const events of SIZES) {
      const says = events === 1 ? 'one event' : `${events} events`;
      found[`${database.name}: ${says} a request`] = await measure(server, events);
    }
    console.table(found);
  } finally {
    await server.stop();
  }
}

/** `POST /analytics/events` with one event and with 100, taken by a server that offers them to Bull: the load comes from the same machine. */
export async function run(): Promise<void> {
  const redis = await startRedis();
  try {
    await onEachDatabase((database) => measureOn(database, redis.url));
  } finally {
    await redis.stop();
  }
}
