import { isDeepStrictEqual } from 'node:util';
import { newId } from '@nest-privacy/core/kit';
import { demand, type PortContract } from '@nest-privacy/core/testing';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type Metrics } from '../statistics/metrics.js';
import { type Span } from '../statistics/period.js';
import {
  type BreakdownPosition,
  type Dimension,
  DIMENSIONS,
  rankingOf,
  type RankedValue,
  type StatisticsReader,
} from '../statistics/statistics-reader.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { analyticsEvent } from './event-builder.js';

/** Both sides of one place: what the one stores, the other reads. */
export interface StoreAndReader {
  readonly store: AnalyticsStore;
  readonly reader: StatisticsReader;
}

/** One promise of {@link StatisticsReader}. */
export type StatisticsContract = PortContract<StoreAndReader>;

const BEGUN = Date.parse('2026-06-15T12:00:00Z');
const SPAN: Span = { start: BEGUN, end: BEGUN + 1_000 };
const NOTHING: Metrics = { pageviews: 0, visitors: 0, events: 0 };
const [JANE, JOE] = ['a'.repeat(32), 'b'.repeat(32)];

const expectEqual = (found: unknown, expected: unknown, what: string): void =>
  demand(
    isDeepStrictEqual(found, expected),
    `${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`,
  );

/** Stores events of a new site. */
async function storeAt(store: AnalyticsStore, events: readonly Partial<AnalyticsEvent>[]): Promise<string> {
  const site = newId();
  await store.append(events.map((event) => analyticsEvent({ at: BEGUN, visitor: JANE, ...event, site })));
  return site;
}

/** Every value of a breakdown, in pages of two. */
async function valuesOf(reader: StatisticsReader, site: string, dimension: Dimension): Promise<RankedValue[]> {
  const values: RankedValue[] = [];
  let after: BreakdownPosition | undefined;
  for (;;) {
    const page = await reader.breakdown(site, SPAN, dimension, { limit: 2, after });
    demand(page.length <= 2, 'a page holds more than was asked for');
    values.push(...page);
    const last = page.at(-1);
    if (!last) return values;
    after = { rank: last.metrics[rankingOf(dimension)], order: last.order };
  }
}

/** What every implementation of {@link StatisticsReader} keeps. Each proof uses a site of its own, so that they may share a store. */
export const STATISTICS_CONTRACT: readonly StatisticsContract[] = [
  {
    promise: 'counts page views, custom events and their visitors, each visitor once',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { visitor: JANE },
        { visitor: JANE },
        { visitor: JOE },
        { visitor: null },
        { visitor: JOE, kind: 'event', name: 'sale' },
      ]);
      expectEqual(await reader.total(site, SPAN), { pageviews: 4, visitors: 2, events: 1 }, 'the numbers');
    },
  },
  {
    promise: 'counts from the beginning of a span up to its end, and of its site alone',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { at: SPAN.start - 1 },
        { at: SPAN.start },
        { at: SPAN.end - 1 },
        { at: SPAN.end },
      ]);
      expectEqual((await reader.total(site, SPAN)).pageviews, 2, 'the page views of the span');
      expectEqual(await reader.total(newId(), SPAN), NOTHING, 'the numbers of an unknown site');
    },
  },
  {
    promise: 'leaves out what is marked as a machine’s',
    async prove({ store, reader }) {
      const site = await storeAt(store, [{ bot: 'bot' }, { bot: 'bot', kind: 'event', name: 'sale' }]);
      expectEqual(await reader.total(site, SPAN), NOTHING, 'the numbers of machines');
      expectEqual(await valuesOf(reader, site, 'page'), [], 'the pages of machines');
    },
  },
  {
    promise: 'counts each of several spans by itself, empty ones too, in their order',
    async prove({ store, reader }) {
      const site = await storeAt(store, [{ at: BEGUN }, { at: BEGUN + 20 }, { at: BEGUN + 29 }]);
      const spans = [0, 10, 20].map((from) => ({ start: BEGUN + from, end: BEGUN + from + 10 }));
      const expected = [{ ...NOTHING, pageviews: 1, visitors: 1 }, NOTHING, { ...NOTHING, pageviews: 2, visitors: 1 }];
      expectEqual(await reader.series(site, spans), expected, 'the series');
    },
  },
  {
    promise: 'ranks the values of a dimension, most first, with the numbers of each',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { page: '/seldom' },
        { page: '/often' },
        { page: '/often', visitor: JOE },
        { page: '/often', kind: 'event', name: 'sale' },
      ]);
      const values = (await valuesOf(reader, site, 'page')).map(({ value, metrics }) => ({ value, metrics }));
      const expected = [
        { value: '/often', metrics: { pageviews: 2, visitors: 2, events: 0 } },
        { value: '/seldom', metrics: { pageviews: 1, visitors: 1, events: 0 } },
      ];
      expectEqual(values, expected, 'the pages');
    },
  },
  {
    promise: 'breaks down by every dimension, and leaves out what is empty',
    async prove({ store, reader }) {
      const texts = { page: '/p', route: '/r', referrer: 'https://f.example/', host: 'h.example', title: 'T' };
      const site = await storeAt(store, [{ ...texts }, { ...texts, title: '' }, { kind: 'event', name: 'sale' }]);
      for (const dimension of DIMENSIONS) {
        const values = (await valuesOf(reader, site, dimension)).map(({ value }) => value);
        expectEqual(values, [dimension === 'event' ? 'sale' : texts[dimension]], `the dimension "${dimension}"`);
      }
    },
  },
  {
    promise: 'gives a breakdown page by page, nothing twice and nothing left out, equal ranks among them',
    async prove({ store, reader }) {
      const pages = ['/a', '/b', '/c', '/d', '/e', '/a'];
      const site = await storeAt(
        store,
        pages.map((page) => ({ page })),
      );
      const values = (await valuesOf(reader, site, 'page')).map(({ value }) => value);
      expectEqual(values[0], '/a', 'the first page');
      expectEqual([...values].sort(), ['/a', '/b', '/c', '/d', '/e'], 'all pages');
    },
  },
];
