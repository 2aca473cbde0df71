import { minutes } from '@nest-privacy/core';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type Metric } from '../../statistics/metric.js';
import { expectEqual, expectNumbers, numberOf, numbersOf, valuesOf } from './asking.js';
import { after, ANN, DAY, eventsAt, JANE, JOE, NOON, storeAt } from './given.js';
import { type StatisticsContract } from './subject.js';

type Given = readonly Partial<AnalyticsEvent>[];

const SECOND = 1_000;
const MIDNIGHT = DAY.end;
const SALE = { kind: 'event', name: 'sale' } as const;
const BOTH_DAYS = { start: DAY.start, end: MIDNIGHT + minutes(720) };

const NUMERALS = ['no visit', 'one visit', 'two visits'];
/** What happened, and how many visits that is. Every event is in one of the two days. */
const BOUNDARIES: readonly (readonly [what: string, given: Given, visits: number])[] = [
  ['a pause of 29:59', [{}, { at: after(30) - SECOND }], 1],
  ['a pause of 30:00', [{}, { at: after(30) }], 1],
  ['a pause of 30:00.001', [{}, { at: after(30) + 1 }], 2],
  ['a pause of 30:01', [{}, { at: after(30) + SECOND }], 2],
  ['pauses of 30:00 that add up', [{}, { at: after(30) }, { at: after(60) }, { at: after(90) }], 1],
  ['two people', [{}, { at: after(1), visitor: JOE }], 2],
  ['two tabs', [{}, { at: after(1) }, { at: after(29) }, { at: after(31) }, { at: after(58) }, { at: after(60) }], 1],
  ['two at the same moment', [{}, {}], 1],
  ['nobody', [{ visitor: null }, { visitor: null }], 0],
  ['machines', [{ audience: 'bots', bot: 'bot' }], 0],
  ['a page that is not there, between', [{}, { at: after(20), kind: 'miss' }, { at: after(45) }], 1],
  ['pages that are not there alone', [{ kind: 'miss' }, { at: after(1), kind: 'miss' }], 0],
  [
    'a visitor of the whole day across midnight',
    [
      { at: MIDNIGHT - 1, persistent: true },
      { at: MIDNIGHT + 1, persistent: true },
    ],
    1,
  ],
  ['yesterday’s name just after midnight', [{ at: MIDNIGHT - 1 }, { at: MIDNIGHT + 1, visitor: JOE, alias: JANE }], 1],
  ['another name just after midnight', [{ at: MIDNIGHT - 1 }, { at: MIDNIGHT + 1, visitor: JOE }], 2],
  [
    'yesterday’s name, 30:00 later',
    [{ at: MIDNIGHT - 1 }, { at: MIDNIGHT - 1 + minutes(30), visitor: JOE, alias: JANE }],
    1,
  ],
  ['yesterday’s name, too late', [{ at: MIDNIGHT - 1 }, { at: MIDNIGHT + minutes(30), visitor: JOE, alias: JANE }], 2],
  [
    'a cookie that was just given',
    [
      {},
      { at: after(5), visitor: JOE, persistent: true, alias: JANE },
      { at: after(34), visitor: JOE, persistent: true },
    ],
    1,
  ],
  ['a name that comes after its alias', [{ visitor: JOE, alias: JANE }, { at: after(5) }], 1],
  [
    'two names of one alias',
    [
      { visitor: JOE, alias: JANE },
      { at: after(5), visitor: ANN, alias: JANE },
    ],
    1,
  ],
  ['no alias in common', [{ visitor: JOE }, { at: after(5), visitor: ANN }], 2],
  [
    'two people whom a third event joins',
    [{}, { at: after(10), visitor: JOE }, { at: after(20), visitor: JOE, alias: JANE }],
    1,
  ],
  ['an alias of long ago', [{}, { at: after(20), visitor: JOE }, { at: after(40), visitor: JOE, alias: JANE }], 2],
];

/** A visit of one page view and what else; whether it bounced. */
const BOUNCES: readonly (readonly [what: string, more: Given, isBounce: boolean])[] = [
  ['one page view', [], true],
  ['a second page view', [{ at: after(1) }], false],
  ['something that was done', [{ ...SALE, at: after(1) }], false],
  ['something that happened by itself', [{ ...SALE, at: after(1), interactive: false }], true],
  ['a page that is not there', [{ kind: 'miss', at: after(1) }], true],
  ['a late page view', [{ at: after(1), activity: 'late' }], true],
  ['something late', [{ ...SALE, at: after(1), activity: 'late' }], true],
  ['a page view of the next visit', [{ at: after(31) }], true],
];

/** What visits are. */
export const VISIT_PROMISES: readonly StatisticsContract[] = [
  ...BOUNDARIES.map(
    ([what, given, visits]) =>
      ({
        promise: `sees ${NUMERALS[visits]} in whatever order they come: ${what}`,
        async prove({ store, reader }) {
          const forwards = await storeAt(store, given);
          await expectNumbers(reader, forwards, { visits }, { span: BOTH_DAYS });
          const backwards = eventsAt(given).toReversed();
          for (const event of backwards) await store.append([event]);
          const site = backwards[0]!.site;
          await expectNumbers(reader, site, { visits }, { span: BOTH_DAYS, what: 'the last event first' });
        },
      }) satisfies StatisticsContract,
  ),
  ...BOUNCES.map(
    ([what, more, isBounce]) =>
      ({
        promise: `takes for ${isBounce ? 'a bounce' : 'no bounce'}: one page view and ${what}`,
        async prove({ store, reader }) {
          const site = await storeAt(store, [{}, ...more]);
          const span = { start: NOON, end: after(30) };
          await expectNumbers(reader, site, { visits: 1, bounceRate: Number(isBounce) }, { span });
        },
      }) satisfies StatisticsContract,
  ),
  {
    promise: 'makes one visit of two as soon as something is known of the time between',
    async prove({ store, reader }) {
      const [first, between, last] = eventsAt([
        { page: '/in', channel: 'Email' },
        { at: after(25) },
        { page: '/out', at: after(50) },
      ]) as [AnalyticsEvent, AnalyticsEvent, AnalyticsEvent];
      const { site } = first;
      await store.append([last, first]);
      await expectNumbers(reader, site, { visits: 2, bounceRate: 1, duration: 0 });
      await store.append([between]);
      await expectNumbers(reader, site, { visits: 1, bounceRate: 0, duration: 3_000, viewsPerVisit: 3 });
      expectEqual(await valuesOf(reader, site, 'entry-page'), [['/in', 3]], 'the first page');
      expectEqual(await valuesOf(reader, site, 'exit-page'), [['/out', 3]], 'the last page');
      expectEqual(await valuesOf(reader, site, 'channel'), [['Email', 3]], 'the channel');
      await store.append([between, last, first]);
      await expectNumbers(reader, site, { visits: 1, pageviews: 3 }, { what: 'the same once more' });
    },
  },
  {
    promise: 'lets a visit begin earlier when an earlier event comes, in another span too',
    async prove({ store, reader }) {
      const [late, early] = eventsAt([
        { at: after(70), page: '/b', channel: 'Direct' },
        { at: after(50), page: '/a', channel: 'Email' },
      ]) as [AnalyticsEvent, AnalyticsEvent];
      const hours = [NOON, after(60)].map((start) => ({ start, end: start + minutes(60) }));
      const visits = async (): Promise<readonly number[]> =>
        (await reader.counts({ site: late.site, metrics: ['visits'] }, hours)).map((counts) => counts.visits);
      await store.append([late]);
      expectEqual(await visits(), [0, 1], 'the visits of two hours');
      await store.append([early]);
      expectEqual(await visits(), [1, 0], 'the visits of two hours');
      expectEqual(await valuesOf(reader, late.site, 'channel'), [['Email', 2]], 'the channel');
    },
  },
  {
    promise: 'knows the first and the last page of a visit, by the id where two are of one moment',
    async prove({ store, reader }) {
      const [a, b, c] = ['a', 'b', 'c'].map((digit) => `00000000-0000-7000-8000-${digit}00000000000`) as [
        string,
        string,
        string,
      ];
      const site = await storeAt(store, [
        { id: b, page: '/b', source: 'B' },
        { id: c, page: '/c', source: 'C' },
        { id: a, page: '/a', source: 'A' },
        { visitor: JOE, at: after(0), ...SALE, page: '/sale', source: 'S' },
        { visitor: JOE, at: after(1), page: '/in' },
        { visitor: JOE, at: after(2), page: '/out' },
        { visitor: JOE, at: after(3), kind: 'miss', page: '/gone' },
        { visitor: ANN, ...SALE, page: '/only' },
      ]);
      const visits = { metrics: ['visits'] } as const;
      const sorted = async (dimension: 'entry-page' | 'exit-page' | 'source'): Promise<unknown> =>
        [...(await valuesOf(reader, site, dimension, visits))].map(([value]) => value).sort();
      expectEqual(await sorted('entry-page'), ['/a', '/in'], 'the first pages');
      expectEqual(await sorted('exit-page'), ['/c', '/out'], 'the last pages');
      expectEqual(await sorted('source'), ['A', 'S'], 'the sources');
    },
  },
  {
    promise: 'gives the same numbers when events come three times, in other batches, orders and at once',
    async prove({ store, reader }) {
      const given: Given = [
        { page: '/in', channel: 'Email', revenue: { amount: 5, currency: 'EUR' } },
        { at: after(20), page: '/b' },
        { at: after(45), ...SALE },
        { at: after(100), page: '/c' },
        { at: after(44), activity: 'late', page: '/d' },
        { at: after(60), visitor: JOE, alias: JANE, kind: 'miss' },
        { at: after(200), visitor: JOE },
        { visitor: null },
        { visitor: ANN, audience: 'bots', bot: 'bot' },
      ];
      const events = eventsAt(given);
      const once = await storeAt(store, given);
      await store.append(events.slice(3));
      await Promise.all([store.append(events.toReversed()), store.append(events.slice(2, 6)), store.append(events)]);
      for (const event of events.toReversed()) await store.append([event]);
      const metrics: readonly Metric[] = [
        'pageviews',
        'events',
        'misses',
        'visitors',
        'visits',
        'bounceRate',
        'duration',
        'revenue',
      ];
      const numbers = async (site: string): Promise<unknown> => [
        await numbersOf(reader, site, metrics, { currency: 'EUR' }),
        await valuesOf(reader, site, 'channel'),
        await numberOf(reader, site, 'visits', { filter: { dimension: 'event', operator: 'is', value: 'sale' } }),
      ];
      expectEqual(await numbers(events[0]!.site), await numbers(once), 'the numbers');
      await expectNumbers(reader, once, { pageviews: 6, events: 1, misses: 1, visitors: 2, visits: 3 });
    },
  },
];
