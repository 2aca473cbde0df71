import { type Admin } from '../../apps/sample-api/test/admin.js';
import { type Tally } from './log-count.js';

/** Small, so that a page of answers never is all of them. */
const LIMIT = 40;
const DAY_MS = 86_400_000;

interface Breakdown {
  readonly items: readonly { readonly value: string; readonly metrics: { readonly pageviews: number } }[];
  readonly nextCursor: string | null;
}

const day = (offset: number): string => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);

/** Page views of yesterday to tomorrow by a dimension, read page by page to the end. No value may come twice. */
export async function breakdown(admin: Admin, dimension: 'page' | 'referrer'): Promise<Tally> {
  const counts = new Map<string, number>();
  let cursor: string | null = null;
  do {
    const query: URLSearchParams = new URLSearchParams({ dimension, limit: String(LIMIT), from: day(-1), to: day(1) });
    if (cursor !== null) query.set('cursor', cursor);
    const { status, body } = await admin.ask<Breakdown>('GET', `/analytics/breakdown?${query.toString()}`);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    for (const { value, metrics } of body.items) {
      if (counts.has(value)) throw new Error(`${value} comes twice`);
      counts.set(value, metrics.pageviews);
    }
    cursor = body.nextCursor;
  } while (cursor !== null);
  return Object.fromEntries(counts);
}
