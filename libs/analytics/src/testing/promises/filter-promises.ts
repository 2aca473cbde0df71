import { type Dimension } from '../../statistics/dimension.js';
import { type Comparison, type Filter } from '../../statistics/filter.js';
import { DEEPEST_FILTER, MOST_COMPARISONS, MOST_VALUES } from '../../statistics/filter-check.js';
import { expectEqual, expectNumbers, numberOf, valuesOf } from './asking.js';
import { after, ANN, DAY, JOE, storeAt } from './given.js';
import { type StatisticsContract } from './subject.js';

const PAGES = ['/', '/Shop', '/shop/Ünder', '/about', ''];

const on = (dimension: Dimension, operator: Comparison['operator'], value: Comparison['value']): Comparison => ({
  dimension,
  operator,
  value,
});
const page = (operator: Comparison['operator'], ...value: string[]): Comparison => on('page', operator, value);

/** Filters, and which of the pages they let through. */
const TABLE: readonly (readonly [filter: Filter, pages: readonly string[]])[] = [
  [on('page', 'is', '/about'), ['/about']],
  [page('is', '/ABOUT'), []],
  [page('is', '/about', '/', '/nowhere'), ['/', '/about']],
  [page('is', ''), ['']],
  [page('is_not', '/about'), ['', '/', '/Shop', '/shop/Ünder']],
  [page('is_not', '/about', '', '/'), ['/Shop', '/shop/Ünder']],
  [on('page', 'contains', 'SHOP'), ['/Shop', '/shop/Ünder']],
  [page('contains', 'ü', 'bout'), ['/about', '/shop/Ünder']],
  [page('contains', '%'), []],
  [page('contains', '_'), []],
  [page('not_contains', 'shop'), ['', '/', '/about']],
  [page('not_contains', 'SHOP', 'ABOUT'), ['', '/']],
  [on('page', 'matches', '^/[a-z]+'), ['/about', '/shop/Ünder']],
  [page('matches', 'S'), ['/Shop']],
  [page('matches', '(?i)^/s.op$', '^/$'), ['/', '/Shop']],
  [page('matches', '^$'), ['']],
  [{ not: page('contains', 'o') }, ['', '/']],
  [{ and: [page('contains', 'shop'), page('is_not', '/Shop')] }, ['/shop/Ünder']],
  [{ or: [page('is', '/'), page('matches', 't$')] }, ['/', '/about']],
  [
    { not: { or: [page('is', '/'), { and: [page('contains', 'o'), { not: page('contains', 'p') }] }] } },
    ['', '/Shop', '/shop/Ünder'],
  ],
  [on('keyword', 'is', ''), PAGES],
  [on('property:plan', 'is_not', 'x'), PAGES],
  [on('event', 'is', 'sale'), []],
];

/** Filters. */
export const FILTER_PROMISES: readonly StatisticsContract[] = [
  {
    promise: 'compares by is, is_not, contains, not_contains and matches, joined by and, or and not',
    async prove({ store, reader }) {
      const site = await storeAt(
        store,
        PAGES.map((path) => ({ page: path, title: path === '' ? '-' : path })),
      );
      for (const [filter, pages] of TABLE) {
        const titles = (await valuesOf(reader, site, 'title', { filter })).map(([title]) =>
          title === '-' ? '' : title,
        );
        expectEqual(titles.sort(), [...pages].sort(), JSON.stringify(filter));
        const [count, expected] = [await numberOf(reader, site, 'pageviews', { filter }), pages.length];
        expectEqual(count, expected, `how many of ${JSON.stringify(filter)}`);
      }
    },
  },
  {
    promise: 'filters by whatever an event says of itself, and by what its visit says',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { page: '/in', country: 'DE', channel: 'Email', properties: { plan: 'yearly' } },
        { page: '/out', country: 'AT', channel: 'Direct', at: after(1) },
        { kind: 'event', name: 'sale', page: '/out', at: after(2), properties: { plan: 7 } },
        { page: '/else', visitor: JOE, channel: 'Direct' },
        { page: '/none', visitor: null, channel: 'Email' },
      ]);
      const expected: readonly (readonly [Dimension, string, pageviews: number, events: number])[] = [
        ['page', '/out', 1, 1],
        ['country', 'AT', 1, 0],
        ['channel', 'Email', 3, 1],
        ['channel', 'Direct', 1, 0],
        ['entry-page', '/in', 2, 1],
        ['exit-page', '/out', 2, 1],
        ['entry-page', '', 1, 0],
        ['event', 'sale', 0, 1],
        ['event', '', 4, 0],
        ['property:plan', 'yearly', 1, 0],
        ['property:plan', '7', 0, 1],
        ['property:plan', '', 3, 0],
      ];
      for (const [dimension, value, pageviews, events] of expected)
        await expectNumbers(reader, site, { pageviews, events }, { filter: on(dimension, 'is', value), what: `${dimension} "${value}"` }); // prettier-ignore
    },
  },
  {
    promise: 'counts whole visits that have a matching event at any time, in the span in which they began',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { page: '/', at: after(-10) },
        { page: '/sought', at: after(-5) },
        { page: '/', at: after(5) },
        { page: '/', visitor: JOE, at: after(50) },
        { page: '/sought', visitor: JOE, at: after(70) },
        { page: '/', visitor: ANN, at: after(10) },
        { page: '/sought', visitor: ANN, kind: 'miss', at: after(11) },
      ]);
      const span = { start: after(0), end: after(60) };
      const filter = page('is', '/sought');
      const expected = { pageviews: 0, misses: 1, visitors: 0, visits: 1, bounceRate: 0, duration: 1_200 };
      await expectNumbers(reader, site, expected, { filter, span });
      const values = await valuesOf(reader, site, 'page', { metrics: ['visits', 'pageviews'], span });
      const visited = [
        ['/', 2, 3],
        ['/sought', 1, 0],
      ];
      expectEqual(values, visited, 'the pages of visits that began in the span');
    },
  },
  {
    promise: 'takes filters as large as they may be from outside',
    async prove({ store, reader }) {
      const site = await storeAt(store, [{ page: '/sought', title: 'T' }, { visitor: JOE }, { visitor: ANN }]);
      const or = Array.from({ length: MOST_COMPARISONS }, (_none, i): Filter => {
        const words = Array.from({ length: MOST_VALUES }, (_word, k) => `/${i}/${k}`);
        return on(i % 2 === 0 ? 'page' : 'entry-page', i % 3 === 0 ? 'contains' : 'is', [...words.slice(1), '/sought']);
      });
      let filter: Filter = { or: or.slice(0, MOST_COMPARISONS - 1) };
      for (let depth = 2; depth < DEEPEST_FILTER; depth++) filter = { not: filter };
      expectEqual(await valuesOf(reader, site, 'title', { filter: { or } }), [['T', 1]], 'the widest');
      const isNegated = DEEPEST_FILTER % 2 === 1;
      expectEqual(await numberOf(reader, site, 'pageviews', { filter }), isNegated ? 2 : 1, 'the deepest');
    },
  },
  {
    promise: 'has a filter for each of a question’s answers',
    async prove({ store, reader }) {
      const sale = { kind: 'event', name: 'sale', persistent: true } as const;
      const site = await storeAt(store, [
        { ...sale, country: 'DE', revenue: { amount: 10, currency: 'EUR' } },
        { ...sale, country: 'AT', revenue: { amount: 10, currency: 'CHF' }, visitor: JOE },
        { country: 'AT', at: after(1), visitor: JOE, persistent: true },
      ]);
      const question = { site, metrics: ['revenue'], filter: on('country', 'is', 'AT') } as const;
      expectEqual(await reader.currencies(question, DAY), ['CHF'], 'the currencies');
      const [any, view] = [on('event', 'is', 'sale'), on('event', 'is', '')];
      expectEqual(await reader.funnel(question, DAY, [any, view]), [1, 1], 'the funnel');
      expectEqual(await reader.retention(question, [DAY]), [{ first: DAY, visitors: [1] }], 'the cohorts');
    },
  },
];
