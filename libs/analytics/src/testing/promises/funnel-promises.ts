import { minutes } from '@nest-privacy/core';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type Filter } from '../../statistics/filter.js';
import { expectEqual } from './asking.js';
import { after, ANN, DAY, eventsAt, JANE, JOE, NOON, storeAt } from './given.js';
import { type StatisticsContract } from './subject.js';

const page = (value: string): Filter => ({ dimension: 'page', operator: 'is', value });
const SALE: Filter = { dimension: 'event', operator: 'is', value: 'sale' };
const [CART, PAY] = [page('/cart'), page('/pay')];

const path = (visitor: string, ...pages: readonly string[]): Partial<AnalyticsEvent>[] =>
  pages.map((name, i) => ({ visitor, at: after(i), page: name }));

/** Steps on the way through a visit. */
export const FUNNEL_PROMISES: readonly StatisticsContract[] = [
  {
    promise: 'counts the visits that took each step of a funnel after the one before',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        ...path(JANE, '/', '/cart', '/', '/pay'),
        { visitor: JANE, at: after(9), kind: 'event', name: 'sale' },
        ...path(JOE, '/pay', '/cart'),
        ...path(ANN, '/', '/pay'),
      ]);
      const question = { site, metrics: [] };
      expectEqual(await reader.funnel(question, DAY, [CART, PAY, SALE]), [2, 1, 1], 'cart, payment, sale');
      expectEqual(await reader.funnel(question, DAY, [PAY, CART]), [3, 1], 'payment, cart');
      expectEqual(await reader.funnel(question, DAY, [SALE, CART]), [1, 0], 'sale, cart');
    },
  },
  {
    promise: 'takes an event for one step of a funnel, and each step as early as it can be',
    async prove({ store, reader }) {
      const site = await storeAt(store, [...path(JANE, '/cart'), ...path(JOE, '/cart', '/pay', '/cart', '/pay')]);
      const question = { site, metrics: [] };
      expectEqual(await reader.funnel(question, DAY, [CART, CART]), [2, 1], 'the same step twice');
      expectEqual(await reader.funnel(question, DAY, [CART, CART, PAY, PAY]), [2, 1, 1, 0], 'four steps');
    },
  },
  {
    promise: 'orders steps of the same moment by the id of the event',
    async prove({ store, reader }) {
      const [first, second] = ['a', 'b'].map((digit) => `00000000-0000-7000-8000-${digit}00000000000`) as [
        string,
        string,
      ];
      const site = await storeAt(store, [
        { id: second, page: '/pay' },
        { id: first, page: '/cart' },
      ]);
      const question = { site, metrics: [] };
      expectEqual(await reader.funnel(question, DAY, [CART, PAY]), [1, 1], 'in the order of ids');
      expectEqual(await reader.funnel(question, DAY, [PAY, CART]), [1, 0], 'against the order of ids');
    },
  },
  {
    promise: 'follows a funnel through visits that began in the span, to their end and no further',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { page: '/cart', at: after(-5) },
        { page: '/pay', at: after(5) },
        { visitor: JOE, page: '/cart', at: after(5) },
        { visitor: JOE, page: '/pay', at: after(25) },
        { visitor: ANN, page: '/cart', at: after(5) },
        { visitor: ANN, page: '/pay', at: after(36) },
      ]);
      const span = { start: NOON, end: NOON + minutes(10) };
      expectEqual(await reader.funnel({ site, metrics: [] }, span, [CART, PAY]), [2, 1], 'cart, payment');
    },
  },
  {
    promise: 'takes late events for steps of a funnel, and pages that are not there for none',
    async prove({ store, reader }) {
      const site = await storeAt(store, [
        { page: '/cart' },
        { page: '/pay', at: after(1), kind: 'miss' },
        { kind: 'event', name: 'sale', at: after(2), activity: 'late' },
      ]);
      const question = { site, metrics: [] };
      expectEqual(await reader.funnel(question, DAY, [CART, PAY]), [1, 0], 'a page that is not there');
      expectEqual(await reader.funnel(question, DAY, [CART, SALE]), [1, 1], 'a late event');
    },
  },
  {
    promise: 'tells through a filter the visits of a funnel, not its steps',
    async prove({ store, reader }) {
      const events = eventsAt([...path(JANE, '/ad', '/cart', '/pay'), ...path(JOE, '/', '/cart', '/pay')]);
      await store.append(events);
      const question = { site: events[0]!.site, metrics: [], filter: page('/ad') };
      expectEqual(await reader.funnel(question, DAY, [CART, PAY]), [1, 1], 'of visits that saw a page');
    },
  },
];
