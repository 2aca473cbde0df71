import { AdminAccess } from '@nest-privacy/core';
import { adapterBeside, testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type AnalyticsApp, startAnalyticsApp } from '../test/analytics-app.js';
import { answersByHand, type Line } from '../test/answers-by-hand.js';
import { csvRows } from '../test/csv-rows.js';
import { randomEvents } from '../test/random-events.js';
import { type RandomRequest, randomRequest } from '../test/random-requests.js';
import { storeOn } from '../test/store-on.js';
import { type Aggregate, type Breakdown, type TimeSeries } from './statistics/answers.js';
import { type Filter } from './statistics/filter.js';
import { type Metrics } from './statistics/metric.js';
import { InMemoryAnalyticsStore } from './testing/index.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 15);
/** The same cases each time; others by `PROPERTY_SEED=…`. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_122);
const PATIENCE = 120_000 + RUNS * 2_000;
/** One for each run, and some for those in which a counterexample is made smaller. */
const SITES = Array.from({ length: RUNS + 300 }, (_, i) => ({ id: `s${i}`, hosts: [`s${i}.example`] }));
/** More pages than any dimension has values. */
const MOST_PAGES = 200;

const access = {
  provide: AdminAccess,
  useValue: { administratorOf: () => ({ id: 'ada', scopes: new Set(['analytics:read']) }) },
};

const asked = randomEvents.chain(({ moment, events }) =>
  fc.record({
    events: fc.constant(events),
    requests: fc.array(randomRequest(moment), { minLength: 3, maxLength: 6 }),
  }),
);

/** A filter as query strings have it; `undefined` where only a body can hold it. */
function filterText(filter: Filter | undefined): string | undefined {
  if (filter === undefined || !('dimension' in filter) || typeof filter.value !== 'string') return undefined;
  return `${filter.dimension}:${filter.operator}:${filter.value}`;
}

describe.each(testDatabases().map((database, i) => ({ ...database, database, adapter: adapterBeside(i) })))(
  'statistics asked by HTTP on $name under $adapter',
  ({ database, adapter }) => {
    let app: AnalyticsApp;
    let sites: number;

    beforeAll(async () => {
      app = await startAnalyticsApp({
        adapter,
        database,
        ports: [access],
        core: { sites: [...SITES, { id: 'other', hosts: ['*'] }] },
      });
      sites = 0;
    });
    afterAll(() => app.close());

    /** @throws Error where the answer is none */
    const send = async (path: string, body?: object): Promise<Response> => {
      const response = await fetch(`${app.url}/admin/analytics/${path}`, {
        ...(body && { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
      if (response.status !== 200) throw new Error(`${path} ${JSON.stringify(body)}: ${await response.text()}`);
      return response;
    };

    /** The members by which a request is put, whichever way. */
    const membersOf = (site: string, request: RandomRequest): Record<string, unknown> => {
      const { shape, interval, dimension, sort, limit, from, to, timezone, metrics, compare, currency } = request;
      return {
        ...{ site, from, to, timezone, metrics, currency },
        ...(compare && { compare }),
        ...(shape === 'timeseries' && { interval }),
        ...(shape === 'breakdown' && { dimension, sort, limit }),
      };
    };

    const answer = async <T>(site: string, request: RandomRequest, cursor?: string): Promise<T> => {
      const members = { ...membersOf(site, request), ...(cursor !== undefined && { cursor }) };
      const { way, filter, shape } = request;
      const text = filterText(filter);
      if (way === 'get' && (filter === undefined || text !== undefined)) {
        const pairs = Object.entries(members).map(([name, value]) => [name, String(value)]);
        const query = new URLSearchParams([...pairs, ...(text === undefined ? [] : [['filter', text]])]);
        return (await send(`${shape}?${query.toString()}`)).json() as Promise<T>;
      }
      return (await send('query', { ...members, ...(filter && { filter }) })).json() as Promise<T>;
    };

    /** Every line of an answer; of a breakdown all pages. */
    const linesOf = async (site: string, request: RandomRequest): Promise<readonly Line[]> => {
      if (request.shape === 'aggregate') {
        const { from, metrics, comparison, meta } = await answer<Aggregate>(site, request);
        if (request.metrics.includes('visitors')) expect(meta.visitors).toEqual({ exact: true });
        return [{ name: from, metrics, comparison: comparison?.metrics }];
      }
      if (request.shape === 'timeseries') {
        const { series, comparison } = await answer<TimeSeries>(site, request);
        const length = Math.max(series.length, comparison?.series.length ?? 0);
        return Array.from({ length }, (_, i) => ({
          name: series[i]?.time ?? '',
          metrics: series[i]?.metrics ?? {},
          comparison: comparison && (comparison.series[i]?.metrics ?? {}),
        }));
      }
      const lines: Line[] = [];
      let cursor: string | null | undefined;
      for (let pages = 0; cursor !== null && pages < MOST_PAGES; pages++) {
        const page: Breakdown = await answer<Breakdown>(site, request, cursor);
        expect(page.items.length).toBeLessThanOrEqual(request.limit);
        lines.push(...page.items.map(({ value, metrics, comparison }) => ({ name: value, metrics, comparison })));
        cursor = page.nextCursor;
      }
      return lines;
    };

    /** The cells of a file, without the columns that say which days are set beside. */
    const fileOf = async (site: string, request: RandomRequest): Promise<readonly (readonly string[])[]> => {
      const { limit: _, ...members } = membersOf(site, request);
      const response = await send('query', { ...members, filter: request.filter, format: 'csv' });
      const [head = [], ...rows] = csvRows(await response.text());
      const shown = head.map((name) => !/^(to|comparison_(from|to|time))$/.test(name));
      expect(head.filter((_, i) => shown[i])).toEqual([
        { aggregate: 'from', timeseries: 'time', breakdown: 'value' }[request.shape],
        ...request.metrics,
        ...(request.compare ? request.metrics.map((metric) => `comparison_${metric}`) : []),
      ]);
      return rows.map((row) => row.filter((_, i) => shown[i]));
    };

    const cellsOf = ({ metrics: names, compare }: RandomRequest, lines: readonly Line[]): readonly string[][] => {
      const cells = (metrics: Metrics = {}): string[] => names.map((name) => String(metrics[name] ?? ''));
      return lines.map(({ name, metrics, comparison }) => [
        /^[=+\-@]/.test(name) ? `'${name}` : name,
        ...cells(metrics),
        ...(compare ? cells(comparison) : []),
      ]);
    };

    /** Values of equal rank have an order of their own. */
    const inOrder = <T>(request: RandomRequest, lines: readonly T[]): readonly string[] => {
      const texts = lines.map((line) => JSON.stringify(line));
      return request.shape === 'breakdown' ? texts.sort() : texts;
    };

    it(
      'are what counting by hand gives, whichever way they are asked for',
      async () => {
        await fc.assert(
          fc.asyncProperty(asked, async ({ events, requests }) => {
            fc.pre(sites < SITES.length);
            const site = `s${sites++}`;
            const byHand = new InMemoryAnalyticsStore();
            const those = events.map((event) => ({ ...event, site }));
            if (those.length > 0) await byHand.append(those);
            if (those.length > 0) await storeOn(app.source).append(those);

            for (const request of requests) {
              const expected = await answersByHand(byHand, site, request);
              if (request.way === 'csv')
                expect(inOrder(request, await fileOf(site, request))).toEqual(
                  inOrder(request, cellsOf(request, expected)),
                );
              else {
                const lines = await linesOf(site, request);
                expect(inOrder(request, lines)).toEqual(inOrder(request, expected));
                const ranks = lines.map(({ metrics }) => metrics[request.sort]);
                if (request.shape === 'breakdown' && request.metrics.includes(request.sort))
                  expect(ranks).toEqual([...ranks].sort((a, b) => b! - a!));
              }
            }
          }),
          { seed: SEED, numRuns: RUNS },
        );
      },
      PATIENCE,
    );
  },
);
