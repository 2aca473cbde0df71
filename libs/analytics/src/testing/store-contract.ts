import { isDeepStrictEqual } from 'node:util';
import { newId } from '@nest-privacy/core/kit';
import { demand, type PortContract } from '@nest-privacy/core/testing';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';
import { analyticsEvent } from './event-builder.js';

/** One promise of {@link AnalyticsStore}. */
export type StoreContract = PortContract<AnalyticsStore>;

const AT_ONCE = 8;

const eventsOf = (site: string, count: number): AnalyticsEvent[] =>
  Array.from({ length: count }, () => analyticsEvent({ site }));

/** What every implementation of {@link AnalyticsStore} keeps. Each proof uses a site of its own, so that they may share a store. */
export const STORE_CONTRACT: readonly StoreContract[] = [
  {
    promise: 'tells which events are new, however often they are delivered',
    async prove(store) {
      const [a, b, c] = eventsOf(newId(), 3) as [AnalyticsEvent, AnalyticsEvent, AnalyticsEvent];
      demand(isDeepStrictEqual(await store.append([a, b]), [a, b]), 'events that are new were not told as such');
      demand(
        isDeepStrictEqual(await store.append([b, c]), [c]),
        'of a batch with a known event the new one was not told',
      );
      demand((await store.append([a, b, c])).length === 0, 'an event was new twice');
    },
  },
  {
    promise: 'counts an event that is twice in one batch once',
    async prove(store) {
      const [event] = eventsOf(newId(), 1) as [AnalyticsEvent];
      demand(isDeepStrictEqual(await store.append([event, event]), [event]), 'it was not new once');
    },
  },
  {
    promise: 'knows an event by its id within its site',
    async prove(store) {
      const [mine] = eventsOf(newId(), 1) as [AnalyticsEvent];
      const theirs = { ...mine, site: newId() };
      await store.append([mine]);
      demand(isDeepStrictEqual(await store.append([theirs]), [theirs]), 'the id of one site was taken from another');
    },
  },
  {
    promise: 'stores a batch as a whole or not at all, and says what can never be stored',
    async prove(store) {
      const [good, other] = eventsOf(newId(), 2) as [AnalyticsEvent, AnalyticsEvent];
      const error: unknown = await store.append([good, { ...other, at: NaN }]).catch((reason: unknown) => reason);
      demand(
        error instanceof UnstorableEventError,
        'an event without a time was not refused with UnstorableEventError',
      );
      demand(isDeepStrictEqual(await store.append([good]), [good]), 'a part of the refused batch was stored');
    },
  },
  {
    promise: 'counts events once that are delivered several times at the same moment',
    async prove(store) {
      const events = eventsOf(newId(), 20);
      const fresh = await Promise.all(Array.from({ length: AT_ONCE }, () => store.append(events)));
      const ids = fresh.flat().map(({ id }) => id);
      demand(ids.length === events.length && new Set(ids).size === ids.length, 'an event was new twice, or never');
    },
  },
  {
    promise: 'counts events once that come three times in other batches and orders, by several hands',
    async prove(store) {
      const events = eventsOf(newId(), 60);
      const orders = [events, events.toReversed(), [...events.slice(20), ...events.slice(0, 20)]];
      const deliver = async (order: readonly AnalyticsEvent[], size: number): Promise<readonly AnalyticsEvent[]> => {
        const fresh: AnalyticsEvent[] = [];
        for (let i = 0; i < order.length; i += size) fresh.push(...(await store.append(order.slice(i, i + size))));
        return fresh;
      };
      const fresh = (await Promise.all(orders.map((order, i) => deliver(order, 7 + 4 * i)))).flat();
      const ids = (of: readonly AnalyticsEvent[]): string[] => of.map(({ id }) => id).sort();
      demand(isDeepStrictEqual(ids(fresh), ids(events)), 'an event was new twice, or never');
    },
  },
  {
    promise: 'is open as long as nobody closes it',
    prove(store) {
      demand(store.isOpen, 'it says that it is closed');
      return Promise.resolve();
    },
  },
];
