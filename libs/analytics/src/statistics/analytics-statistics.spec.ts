import fc from 'fast-check';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { analyticsEvent, InMemoryAnalyticsStore } from '../testing/index.js';
import { AnalyticsStatistics } from './analytics-statistics.js';
import { type Breakdown, type BreakdownItem } from './answers.js';
import { type Dimension } from './dimension.js';
import { type Filter } from './filter.js';
import { type Metric, METRICS } from './metric.js';
import { type BreakdownOptions } from './statistics-options.js';

const DAY = { from: '2026-06-15', to: '2026-06-15', site: 'default' };
const at = (time: string): number => Date.parse(time);
const person = (n: number): string => n.toString(16).padStart(32, '0');
const euros = (amount: number): Partial<AnalyticsEvent> => ({
  kind: 'event',
  name: 'order',
  revenue: { amount: amount * 10_000, currency: 'EUR' },
});

async function statisticsOf(
  events: readonly Partial<AnalyticsEvent>[],
  { now = at('2026-06-15T12:10:00Z'), goals = [] as { name: string; filter: Filter }[] } = {},
): Promise<AnalyticsStatistics> {
  const store = new InMemoryAnalyticsStore();
  await store.append(events.map((event) => analyticsEvent(event)));
  return new AnalyticsStatistics(store, { now: () => now }, { goals });
}

async function everything(
  statistics: AnalyticsStatistics,
  dimension: Dimension,
  limit: number,
  options: BreakdownOptions = {},
): Promise<readonly BreakdownItem[]> {
  const items: BreakdownItem[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Breakdown = await statistics.breakdown(DAY, dimension, { limit, cursor }, options);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

describe('statistics', () => {
  it('say all numbers but revenue and misses where nobody says which', async () => {
    const { metrics, meta } = await (await statisticsOf([{}, { kind: 'event', name: 'signup' }])).aggregate(DAY);
    expect(metrics).toEqual({
      pageviews: 1,
      visitors: 1,
      visits: 1,
      viewsPerVisit: 1,
      bounceRate: 0,
      duration: 0,
      events: 1,
      eventRate: 1,
    });
    expect(Object.keys(meta.definitions)).toEqual(Object.keys(metrics));
    expect(meta).toMatchObject({
      computedFrom: 'raw-events',
      visitors: { exact: true },
      completeUntil: '2026-06-15T12:00:00.000Z',
    });
  });

  it('say what was asked for, and mean only that', async () => {
    const statistics = await statisticsOf([{ page: '/a' }, { page: '/b', visitor: person(2) }]);
    const filter = { dimension: 'page', operator: 'is', value: '/a' } as const;
    const { metrics, meta } = await statistics.aggregate(DAY, { metrics: ['misses', 'pageviews'], filter });
    expect(metrics).toEqual({ misses: 0, pageviews: 1 });
    expect(meta).toEqual({
      definitions: { misses: expect.any(String), pageviews: expect.any(String) },
      visitorsBasis: expect.any(String),
      computedFrom: 'raw-events',
      completeUntil: '2026-06-15T12:00:00.000Z',
      filter,
    });
  });

  it('say how far off estimated visitors may be, and that sums were counted', async () => {
    const store = new InMemoryAnalyticsStore();
    const errors = [0.01, 0.03];
    store.counts = (_question, spans) =>
      Promise.resolve(
        spans.map((_span, i) => ({
          pageviews: 5,
          events: 0,
          misses: 0,
          visitors: { count: 4, error: errors[i]! },
          visits: 3,
          bounces: 1,
          duration: 0,
          revenue: {},
          source: 'sums',
        })),
      );
    const { meta } = await new AnalyticsStatistics(store).aggregate(DAY, { compare: 'previous_period' });
    expect(meta).toMatchObject({ visitors: { exact: false, error: 0.03 }, computedFrom: 'sums', completeUntil: null });
  });

  describe('of revenue', () => {
    it('take the only currency there is, and say which', async () => {
      const statistics = await statisticsOf([euros(12.5), euros(-2.25)]);
      expect(await statistics.aggregate(DAY, { metrics: ['revenue'] })).toMatchObject({
        metrics: { revenue: 10.25 },
        meta: { currency: 'EUR' },
      });
    });

    it('ask which of several currencies is meant, also of those of the other period', async () => {
      const francs = { ...euros(1), revenue: { amount: 10_000, currency: 'CHF' }, at: at('2026-06-14T12:00:00Z') };
      const statistics = await statisticsOf([euros(5), francs]);
      expect((await statistics.aggregate(DAY, { metrics: ['revenue'] })).meta.currency).toBe('EUR');
      await expect(
        statistics.aggregate(DAY, { metrics: ['revenue'], compare: 'previous_period' }),
      ).rejects.toMatchObject({ code: 'CURRENCY_AMBIGUOUS', extensions: { currencies: ['CHF', 'EUR'] } });
      expect(
        await statistics.aggregate(DAY, { metrics: ['revenue'], compare: 'previous_period', currency: 'CHF' }),
      ).toMatchObject({ metrics: { revenue: 0 }, comparison: { metrics: { revenue: 1 } }, meta: { currency: 'CHF' } });
    });

    it('are 0 of no currency where there was none', async () => {
      expect(await (await statisticsOf([{}])).aggregate(DAY, { metrics: ['revenue'] })).toMatchObject({
        metrics: { revenue: 0 },
        meta: { currency: null },
      });
    });
  });

  describe('beside another period', () => {
    const events = [
      { at: at('2026-06-15T10:00:00Z'), page: '/a' },
      { at: at('2026-06-14T10:00:00Z'), page: '/a' },
      { at: at('2026-06-14T11:00:00Z'), page: '/a' },
      { at: at('2026-06-14T12:00:00Z'), page: '/gone' },
      { at: at('2025-06-15T10:00:00Z'), page: '/a' },
      { at: at('2026-06-15T10:00:00Z'), page: '/new' },
    ];
    const metrics = ['pageviews'] as const;

    it('tell the numbers of both', async () => {
      const statistics = await statisticsOf(events);
      expect(await statistics.aggregate(DAY, { metrics, compare: 'previous_period' })).toMatchObject({
        metrics: { pageviews: 2 },
        comparison: { from: '2026-06-14', to: '2026-06-14', metrics: { pageviews: 3 } },
      });
      expect(await statistics.aggregate(DAY, { metrics, compare: 'previous_year' })).toMatchObject({
        comparison: { from: '2025-06-15', to: '2025-06-15', metrics: { pageviews: 1 } },
      });
    });

    it('set bucket beside bucket', async () => {
      const statistics = await statisticsOf(events);
      const days = { ...DAY, from: '2026-06-14' };
      const { series, comparison } = await statistics.timeSeries(days, 'day', { metrics, compare: 'previous_period' });
      expect(series.map((bucket) => bucket.metrics.pageviews)).toEqual([3, 2]);
      expect(comparison).toMatchObject({ from: '2026-06-12', to: '2026-06-13' });
      expect(comparison!.series.map(({ time }) => time.slice(0, 10))).toEqual(['2026-06-12', '2026-06-13']);
    });

    it('tell of each value what it was before, also where it was ranked by nothing', async () => {
      const statistics = await statisticsOf([...events, { ...euros(3), page: '/a', properties: { plan: 'pro' } }]);
      const { items } = await statistics.breakdown(DAY, 'page', { limit: 5 }, { metrics, compare: 'previous_period' });
      expect(items).toEqual([
        { value: '/a', metrics: { pageviews: 1 }, comparison: { pageviews: 2 } },
        { value: '/new', metrics: { pageviews: 1 }, comparison: { pageviews: 0 } },
      ]);
      const countries = await statisticsOf([
        { ...euros(3), country: 'DE' },
        { country: 'DE', at: at('2026-06-14T10:00:00Z') },
      ]);
      const options = { metrics, compare: 'previous_period', sort: 'revenue' } as const;
      expect((await countries.breakdown(DAY, 'country', { limit: 5 }, options)).items).toEqual([
        { value: 'DE', metrics: { pageviews: 0 }, comparison: { pageviews: 1 } },
      ]);
    });
  });

  it('by value come page by page, nothing twice and nothing left out, whichever number ranks them', async () => {
    const event = fc.record({
      kind: fc.constantFrom<AnalyticsEvent['kind']>('pageview', 'pageview', 'event', 'miss'),
      at: fc.integer({ min: at('2026-06-15T00:00:00Z'), max: at('2026-06-15T05:00:00Z') }),
      visitor: fc.integer({ min: 1, max: 6 }).map(person),
      country: fc.constantFrom('', 'AT', 'CH', 'DE', 'FR', 'IT', 'PL'),
      revenue: fc.option(
        fc.record({ amount: fc.integer({ min: -99_999, max: 99_999 }), currency: fc.constant('EUR') }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 40 }),
        fc.constantFrom<Metric>(...METRICS),
        fc.integer({ min: 1, max: 3 }),
        async (events, sort, limit) => {
          const statistics = await statisticsOf(events);
          const options = { metrics: METRICS, sort, currency: 'EUR' };
          const whole = await statistics.breakdown(DAY, 'country', { limit: 100 }, options);
          expect(await everything(statistics, 'country', limit, options)).toEqual(whole.items);
          const ranks = whole.items.map(({ metrics }) => metrics[sort]!);
          expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
          expect(whole.items.every(({ value }) => value !== '')).toBe(true);
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 100) },
    );
  }, 300_000);

  it('answer a question that is data as the three others do', async () => {
    const statistics = await statisticsOf([{ page: '/a' }, { page: '/b' }]);
    const metrics = ['pageviews'] as const;
    expect(await statistics.query({ ...DAY, metrics })).toEqual(await statistics.aggregate(DAY, { metrics }));
    expect(await statistics.query({ ...DAY, metrics, interval: 'hour' })).toEqual(
      await statistics.timeSeries(DAY, 'hour', { metrics }),
    );
    expect(await statistics.query({ ...DAY, metrics, dimension: 'page', limit: 1 })).toEqual(
      await statistics.breakdown(DAY, 'page', { limit: 1 }, { metrics }),
    );
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ metrics: [] }, 'VALIDATION_FAILED', 'metrics'],
    [{ metrics: ['rank'] }, 'VALIDATION_FAILED', 'metrics'],
    [{ compare: 'yesterday' }, 'VALIDATION_FAILED', 'compare'],
    [{ currency: 'eur' }, 'VALIDATION_FAILED', 'currency'],
    [{ floor: 9 }, 'VALIDATION_FAILED', 'floor'],
    [{ floor: 10.5 }, 'VALIDATION_FAILED', 'floor'],
    [{ filter: null }, 'FILTER_INVALID', 'filter'],
    [{ filter: { not: {} } }, 'FILTER_INVALID', 'filter.not.dimension'],
    [{ dimension: 'ip' }, 'VALIDATION_FAILED', 'dimension'],
    [{ dimension: 'page', limit: 1_001 }, 'VALIDATION_FAILED', 'limit'],
    [{ dimension: 'page', cursor: null }, 'CURSOR_INVALID', 'cursor'],
    [{ dimension: 'page', sort: 'rank' }, 'VALIDATION_FAILED', 'sort'],
    [{ dimension: 'page', interval: 'day' }, 'VALIDATION_FAILED', 'interval'],
    [{ dimension: 'page', floor: 10, compare: 'previous_year' }, 'VALIDATION_FAILED', 'compare'],
    [{ interval: 'minute' }, 'VALIDATION_FAILED', 'interval'],
    [{ interval: 'day', sort: 'visits' }, 'VALIDATION_FAILED', 'sort'],
    [{ limit: 5 }, 'VALIDATION_FAILED', 'limit'],
    [{ from: '2026-02-30' }, 'PERIOD_INVALID', 'from'],
    [{ timezone: 'Mars' }, 'TIMEZONE_UNKNOWN', 'timezone'],
  ])('refuse %j with %s at %s', async (given, code, path) => {
    const statistics = await statisticsOf([]);
    const asked = async (): Promise<unknown> => statistics.query({ ...DAY, metrics: ['visits'], ...given } as never);
    await expect(asked()).rejects.toMatchObject({ code, extensions: { errors: [{ path }] } });
  });

  it('tell how far visits came', async () => {
    const step = (value: string): Filter => ({ dimension: 'page', operator: 'is', value });
    const visit = (n: number, ...pages: readonly string[]): Partial<AnalyticsEvent>[] =>
      pages.map((page, i) => ({ page, visitor: person(n), at: at('2026-06-15T10:00:00Z') + i * 60_000 }));
    const statistics = await statisticsOf([
      ...visit(1, '/', '/cart', '/paid'),
      ...visit(2, '/', '/cart'),
      ...visit(3, '/cart', '/'),
      ...visit(4, '/'),
    ]);
    const { steps, meta } = await statistics.funnel(DAY, ['/', '/cart', '/paid', '/again'].map(step));
    expect(steps).toEqual([
      { visits: 4, rate: 1, dropOff: 0 },
      { visits: 2, rate: 0.5, dropOff: 0.5 },
      { visits: 1, rate: 0.25, dropOff: 0.5 },
      { visits: 0, rate: 0, dropOff: 1 },
    ]);
    expect(Object.keys(meta.definitions)).toEqual(['visits']);
    const none = await statistics.funnel({ ...DAY, site: 'none' }, [step('/'), step('/cart')]);
    expect(none.steps).toEqual([1, 2].map(() => ({ visits: 0, rate: 0, dropOff: 0 })));
  });

  it.each<[unknown, string, string]>([
    [[], 'VALIDATION_FAILED', 'steps'],
    [undefined, 'VALIDATION_FAILED', 'steps'],
    [[{ dimension: 'page', operator: 'is', value: '/' }], 'VALIDATION_FAILED', 'steps'],
    [Array.from({ length: 11 }, () => ({})), 'VALIDATION_FAILED', 'steps'],
    [[{ dimension: 'page', operator: 'is', value: '/' }, { and: [{}] }], 'FILTER_INVALID', 'steps[1].and[0].dimension'],
  ])('refuse the steps %j with %s at %s', async (steps, code, path) => {
    const asked = (await statisticsOf([])).funnel(DAY, steps as never);
    await expect(asked).rejects.toMatchObject({ code, extensions: { errors: [{ path }] } });
  });

  it('tell how often goals were reached, of all visits', async () => {
    const statistics = await statisticsOf(
      [
        {},
        { kind: 'event', name: 'signup' },
        { kind: 'event', name: 'signup' },
        ...[2, 3, 4].map((n) => ({ visitor: person(n) })),
      ],
      {
        goals: [
          { name: 'Signed up', filter: { dimension: 'event', operator: 'is', value: 'signup' } },
          { name: 'Never', filter: { dimension: 'page', operator: 'is', value: '/never' } },
        ],
      },
    );
    const { visits, goals } = await statistics.goals(DAY);
    expect(visits).toBe(4);
    expect(goals).toEqual([
      { name: 'Signed up', visits: 1, visitors: 1, events: 2, conversionRate: 0.25 },
      { name: 'Never', visits: 0, visitors: 0, events: 0, conversionRate: 0 },
    ]);
  });

  it('tell who came back in which week, of those who are known again', async () => {
    const seen = (n: number, ...days: readonly string[]): Partial<AnalyticsEvent>[] =>
      days.map((day) => ({ visitor: person(n), persistent: true, at: at(`${day}T12:00:00Z`) }));
    const statistics = await statisticsOf([
      ...seen(1, '2026-06-01', '2026-06-08', '2026-06-16'),
      ...seen(2, '2026-06-02', '2026-06-17'),
      ...seen(3, '2026-06-21'),
      { visitor: person(4), at: at('2026-06-01T12:00:00Z') },
    ]);
    const { from, to, cohorts, meta } = await statistics.retention({ ...DAY, from: '2026-06-03', to: '2026-06-18' });
    expect([from, to]).toEqual(['2026-06-01', '2026-06-21']);
    expect(cohorts).toEqual([
      { week: '2026-06-01', visitors: 2, returned: [2, 1, 2] },
      { week: '2026-06-08', visitors: 0, returned: [0, 0] },
      { week: '2026-06-15', visitors: 1, returned: [1] },
    ]);
    expect(meta.population).toContain('consented');
  });

  it('begin weeks on Monday in the zone, and take 26 of them at most', async () => {
    const statistics = await statisticsOf([{ persistent: true, at: at('2026-06-07T18:20:00Z') }]);
    const weeks = { ...DAY, from: '2026-06-01', to: '2026-06-14', timezone: 'Asia/Kathmandu' };
    expect((await statistics.retention(weeks)).cohorts.map(({ visitors }) => visitors)).toEqual([0, 1]);
    const berlin = await statistics.retention({ ...weeks, timezone: 'Europe/Berlin' });
    expect(berlin.cohorts.map(({ visitors }) => visitors)).toEqual([1, 0]);
    const half = { ...DAY, from: '2026-01-05', to: '2026-07-05', timezone: 'Europe/Berlin' };
    expect((await statistics.retention(half)).cohorts).toHaveLength(26);
    await expect(statistics.retention({ ...half, to: '2026-07-06' })).rejects.toMatchObject({ code: 'PERIOD_INVALID' });
  });

  it('tell what is going on', async () => {
    const minutesAgo = (minutes: number): number => at('2026-06-15T12:10:30Z') - minutes * 60_000;
    const now = { page: '/now', source: 'Google', country: 'DE' };
    const statistics = await statisticsOf(
      [
        { ...now, at: minutesAgo(0) },
        { ...now, at: minutesAgo(4), visitor: person(2) },
        { ...now, at: minutesAgo(6), visitor: person(3) },
        { page: '/early', at: minutesAgo(29) },
        { page: '/past', at: minutesAgo(30) },
        { kind: 'event', name: 'signup', at: minutesAgo(1), visitor: person(4) },
      ],
      { now: minutesAgo(0) },
    );
    const answer = await statistics.realtime('default');
    expect(answer).toMatchObject({ site: 'default', at: '2026-06-15T12:10:30.000Z', visitors: 3, pageviews: 4 });
    expect(answer.series).toHaveLength(30);
    expect(answer.series[0]).toEqual({ time: '2026-06-15T11:41:00.000Z', pageviews: 1 });
    expect(answer.series.at(-1)).toEqual({ time: '2026-06-15T12:10:00.000Z', pageviews: 1 });
    expect(answer.pages).toEqual([
      { value: '/now', metrics: { pageviews: 3, visitors: 3 } },
      { value: '/early', metrics: { pageviews: 1, visitors: 1 } },
    ]);
    expect(answer.countries.map(({ value }) => value)).toEqual(['DE']);
  });
});

describe('a privacy floor', () => {
  const crowd = (size: number, event: Partial<AnalyticsEvent>, first = 1): Partial<AnalyticsEvent>[] =>
    Array.from({ length: size }, (_, i) => ({ ...event, visitor: person(first + i) }));
  const options = { metrics: ['pageviews', 'visitors'] as const, floor: 10 };

  it('withholds a period of too few', async () => {
    const few = await statisticsOf(crowd(9, {}));
    expect(await few.aggregate(DAY, options)).toMatchObject({ metrics: {}, meta: { floor: 10 } });
    expect((await few.aggregate(DAY, options)).metrics).toEqual({});
    const enough = await statisticsOf(crowd(10, {}));
    expect((await enough.aggregate(DAY, { ...options, metrics: ['pageviews'] })).metrics).toEqual({ pageviews: 10 });
  });

  it('withholds a second bucket with a small one, so that the whole tells neither', async () => {
    const hour = (time: string, size: number): Partial<AnalyticsEvent>[] => crowd(size, { at: at(`2026-06-${time}Z`) });
    const statistics = await statisticsOf([...hour('13T10:00', 20), ...hour('14T10:00', 12), ...hour('15T10:00', 1)]);
    const days = { ...DAY, from: '2026-06-13' };
    const { series } = await statistics.timeSeries(days, 'day', options);
    expect(series.map(({ metrics }) => metrics.pageviews)).toEqual([20, undefined, undefined]);
    const { series: whole } = await statistics.timeSeries({ ...days, to: '2026-06-14' }, 'day', options);
    expect(whole.map(({ metrics }) => metrics.pageviews)).toEqual([20, 12]);
  });

  it('makes small values and one that has enough into one', async () => {
    const statistics = await statisticsOf([
      ...crowd(30, { page: '/a' }),
      ...crowd(12, { page: '/b' }),
      ...crowd(3, { page: '/secret' }),
      ...crowd(1, { page: '/more' }),
    ]);
    expect(await everything(statistics, 'page', 1, options)).toEqual([
      { value: '/a', metrics: { pageviews: 30, visitors: 30 } },
      { value: '(other)', metrics: { pageviews: 16 } },
    ]);
  });

  it('tells nothing of values that only few have, however many values there are', async () => {
    const statistics = await statisticsOf(
      Array.from({ length: 40 }, (_, i) => ({ page: `/diary/${i}`, visitor: person(1) })),
    );
    expect(await everything(statistics, 'page', 5, options)).toEqual([]);
  });

  it('never shows less than a crowd, nor lets one be found by taking the shown from the whole', async () => {
    const event = fc.record({
      page: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom('/a', '/b', '/c') },
        { weight: 1, arbitrary: fc.constantFrom('/d', '/e') },
        { weight: 1, arbitrary: fc.constant('(other)') },
      ),
      visitor: fc.integer({ min: 1, max: 40 }).map(person),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 30, maxLength: 150 }),
        fc.constantFrom<Metric>('pageviews', 'visitors', 'visits', 'bounceRate'),
        async (events, sort) => {
          const statistics = await statisticsOf(events);
          const items = await everything(statistics, 'page', 2, { ...options, sort });
          const shown = items.map(({ value }) => value).filter((value) => value !== '(other)');
          const crowdOf = (chosen: readonly Partial<AnalyticsEvent>[]): number =>
            new Set(chosen.map(({ visitor }) => visitor)).size;
          for (const value of shown)
            expect(crowdOf(events.filter(({ page }) => page === value))).toBeGreaterThanOrEqual(10);
          const rest = events.filter(({ page }) => !shown.includes(page));
          if (shown.length > 0 && rest.length > 0) expect(crowdOf(rest)).toBeGreaterThanOrEqual(10);
          const other = items.find(({ value }) => value === '(other)');
          if (other && sort !== 'bounceRate') expect(other.metrics).toEqual({ pageviews: rest.length });
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 100) },
    );
  }, 300_000);
});
