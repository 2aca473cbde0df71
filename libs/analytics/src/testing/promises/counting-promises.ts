import { days, hours } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { NO_COUNTS } from '../../statistics/counts.js';
import { METRICS } from '../../statistics/metric.js';
import { expectEqual, expectNumbers, numberOf, numbersOf, valuesOf } from './asking.js';
import { after, ANN, DAY, JANE, JOE, NOON, storeAt } from './given.js';
import { type StatisticsContract } from './subject.js';

const COUNTED = ['pageviews', 'visitors', 'events', 'misses'] as const;

/** What is counted of events, and in which spans. */
export const COUNTING_PROMISES: readonly StatisticsContract[] = [
  {
    promise: 'counts page views, custom events, pages that are not there, and visitors, each visitor once',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { visitor: JANE },
        { visitor: JANE },
        { visitor: JOE },
        { visitor: null },
        { visitor: JOE, kind: 'event', name: 'sale' },
        { visitor: ANN, kind: 'miss' },
      ]);
      await expectNumbers(reader, site, { pageviews: 4, visitors: 2, events: 1, misses: 1 });
    },
  },
  {
    promise: 'counts from the beginning of a span up to its end, and of its site alone',
    async prove({ store, reader }) {
      const span = { start: NOON, end: NOON + 1_000 };
      const instants = [span.start - 1, span.start, span.end - 1, span.end].map((at) => ({ at }));
      const site = await storeAt(store, instants);
      expectEqual(await numberOf(reader, site, 'pageviews', { span }), 2, 'the page views of a second');
      const day = await storeAt(
        store,
        [DAY.start - 1, DAY.start, DAY.end - 1, DAY.end].map((at) => ({ at, persistent: true })),
      );
      expectEqual(await numberOf(reader, day, 'pageviews'), 2, 'the page views of a day');
    },
  },
  {
    promise: 'answers each of several spans by itself, empty ones too, in their order',
    async prove({ store, reader }) {
      const site = await storeAt(store, [{ at: NOON }, { at: NOON + 20 }, { at: NOON + 29 }]);
      const spans = [20, 10, 0, 5].map((from) => ({ start: NOON + from, end: NOON + from + 10 }));
      const answers = await reader.counts({ site, metrics: COUNTED }, spans);
      expectEqual(
        answers.map(({ pageviews, visitors }) => [pageviews, visitors.count]),
        [
          [2, 1],
          [0, 0],
          [1, 1],
          [0, 0],
        ],
        'the series',
      );
      expectEqual(await reader.counts({ site, metrics: COUNTED }, []), [], 'the answer to no span');
    },
  },
  {
    promise: 'answers as many spans as a time series has',
    async prove({ store, reader }) {
      const site = await storeAt(store, [{}, { at: after(1), visitor: JOE }]);
      const spans = Array.from({ length: 1_000 }, (_none, i) => {
        const start = NOON + hours(i - 500);
        return { start, end: start + hours(1) };
      });
      const answers = await reader.counts({ site, metrics: COUNTED }, spans);
      expectEqual(answers.length, spans.length, 'the number of answers');
      const found = answers.flatMap(({ pageviews, visitors }, i) =>
        pageviews > 0 ? [[i, pageviews, visitors.count]] : [],
      );
      expectEqual(found, [[500, 2, 2]], 'the only hour in which there was something');
    },
  },
  {
    promise: 'counts by days, hours and quarters of hours wherever they begin',
    async prove({ store, reader }) {
      const instants = [-1065, -1050, -46, -45, 0, 14, 15, 59, 60, 374, 375, 389, 390];
      const site = await storeAt(
        store,
        instants.map((count) => ({ at: after(count), persistent: true })),
      );
      const pageviews = async (start: number, width: number): Promise<number> =>
        numberOf(reader, site, 'pageviews', { span: { start, end: start + width } });
      const found = await Promise.all([
        pageviews(DAY.start, days(1)),
        pageviews(after(-1065), days(1)), // a day of Asia/Kathmandu, which is 5:45 ahead
        pageviews(after(-1050), days(1)), // one of Asia/Kolkata, 5:30 ahead
        pageviews(NOON, hours(1)),
        pageviews(after(-45), hours(1)),
        pageviews(NOON, hours(1 / 4)),
        pageviews(after(-1), hours(1)),
      ]);
      expectEqual(found, [11, 10, 11, 4, 3, 2, 3], 'the page views');
    },
  },
  {
    promise: 'knows by consent who came again on another day, and counts the others once a day',
    async prove({ store, reader }) {
      const tomorrow = NOON + days(1);
      const site = await storeAt(store, [
        { visitor: JANE, persistent: true },
        { visitor: JANE, persistent: true, at: tomorrow },
        { visitor: JOE },
        { visitor: ANN, at: tomorrow },
      ]);
      const next = { start: DAY.end, end: DAY.end + days(1) };
      const both = { start: DAY.start, end: next.end };
      const answers = await reader.counts({ site, metrics: ['visitors'] }, [DAY, next, both]);
      expectEqual(
        answers.map(({ visitors }) => visitors),
        [2, 2, 3].map((count) => ({ count, error: 0 })),
        'the visitors of each day, and of both',
      );
    },
  },
  {
    promise: 'leaves machines out unless it is asked about the audience',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { visitor: JANE },
        { visitor: JOE, bot: 'bot', audience: 'bots' },
        { visitor: JOE, bot: 'bot', audience: 'bots', kind: 'event', name: 'sale' },
        { visitor: ANN, bot: 'agent', audience: 'agents' },
      ]);
      await expectNumbers(reader, site, { pageviews: 1, visitors: 1, visits: 1, events: 0 });
      const filter = { dimension: 'audience', operator: 'is', value: 'bots' } as const;
      const ofBots = { pageviews: 1, visitors: 1, visits: 0, events: 1 };
      await expectNumbers(reader, site, ofBots, { filter, what: 'the numbers of bots' });
      const everybody = { not: { ...filter, value: 'nobody' } };
      await expectNumbers(reader, site, { pageviews: 3 }, { filter: everybody, what: 'the numbers of all' });
      expectEqual(await valuesOf(reader, site, 'event'), [], 'the events of people');
      const audiences = await valuesOf(reader, site, 'audience', { metrics: ['pageviews', 'events', 'visits'] });
      expectEqual(
        [...audiences].sort(),
        [
          ['agents', 1, 0, 0],
          ['bots', 1, 1, 0],
          ['people', 1, 0, 1],
        ],
        'the audiences',
      );
    },
  },
  {
    promise: 'adds up revenue in each currency by itself',
    async prove({ store, reader }) {
      const sale = { kind: 'event', name: 'sale' } as const;
      const site = await storeAt(store, [
        { ...sale, revenue: { amount: 125_000, currency: 'EUR' } },
        { ...sale, revenue: { amount: 1, currency: 'EUR' } },
        { ...sale, revenue: { amount: 30_000, currency: 'CHF' } },
        { ...sale, revenue: { amount: 50_000, currency: 'USD' }, at: DAY.end },
      ]);
      const revenue = async (currency: string): Promise<number> => numberOf(reader, site, 'revenue', { currency });
      expectEqual(await revenue('EUR'), 12.5001, 'the revenue in euro');
      expectEqual(await revenue('CHF'), 3, 'the revenue in francs');
      expectEqual(await revenue('USD'), 0, 'the revenue of another day');
      expectEqual(await reader.currencies({ site, metrics: ['revenue'] }, DAY), ['CHF', 'EUR'], 'the currencies');
      const byName = { metrics: ['revenue'], currency: 'EUR' } as const;
      expectEqual(await valuesOf(reader, site, 'event', byName), [['sale', 12.5001]], 'the revenue of events');
    },
  },
  {
    promise: 'relates page views and events to visits, and to none by 0',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { visitor: JANE },
        { visitor: JANE, at: after(10) },
        { visitor: JANE, at: after(20), kind: 'event', name: 'sale' },
        { visitor: JOE },
      ]);
      await expectNumbers(reader, site, { viewsPerVisit: 1.5, eventRate: 0.5, bounceRate: 0.5, duration: 600 });
      const later = { span: { start: after(5), end: after(30) } };
      const without = { visits: 0, viewsPerVisit: 0, eventRate: 0, bounceRate: 0, duration: 0 };
      await expectNumbers(reader, site, without, later);
    },
  },
  {
    promise: 'tells the time of the newest event, in whatever order they came',
    async prove({ store, reader }) {
      const site = await storeAt(store, [{ at: after(1) }, { at: after(3) }]);
      await storeAt(store, [{ at: after(9) }]);
      expectEqual(await reader.newest(site), after(3), 'the newest event');
    },
  },
  {
    promise: 'has nothing to tell of a site that nobody knows',
    async prove({ reader }) {
      const question = { site: newId(), metrics: METRICS };
      const [counts] = await reader.counts(question, [DAY]);
      expectEqual(counts, NO_COUNTS, 'the numbers');
      expectEqual(await valuesOf(reader, question.site, 'page'), [], 'the pages');
      expectEqual(await reader.currencies(question, DAY), [], 'the currencies');
      const view = { dimension: 'page', operator: 'is', value: '/' } as const;
      expectEqual(await reader.funnel(question, DAY, [view, view]), [0, 0], 'the funnel');
      expectEqual(await reader.retention(question, [DAY]), [{ first: DAY, visitors: [0] }], 'the cohorts');
      expectEqual(await reader.newest(question.site), null, 'the newest event');
      expectEqual((await numbersOf(reader, question.site, ['visits'])).visits, 0, 'the visits');
    },
  },
];
