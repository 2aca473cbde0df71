import fc from 'fast-check';
import { type AnalyticsEvent } from '../src/event/analytics-event.js';
import { type AnalyticsStore } from '../src/store/analytics-store.js';

const TIMES = 3;
const WORKERS = 3;

/** How events come: the batches of each of several workers. */
export type Delivery = readonly (readonly (readonly AnalyticsEvent[])[])[];

/** Every event three times, in any order and in batches of any size, by several workers. */
export const randomDelivery = (events: readonly AnalyticsEvent[]): fc.Arbitrary<Delivery> => {
  const all = Array.from({ length: TIMES }, () => events).flat();
  return fc
    .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 1, max: 20 }))
    .map(([order, size]) => {
      const workers: AnalyticsEvent[][][] = Array.from({ length: WORKERS }, () => []);
      for (let i = 0; i < order.length; i += size) workers[(i / size) % WORKERS]!.push(order.slice(i, i + size));
      return workers;
    });
};

/**
 * Hands the batches to the stores, each worker's one after the other and all workers at once.
 *
 * @returns the ids of what was new
 */
export async function deliver(stores: readonly AnalyticsStore[], delivery: Delivery): Promise<readonly string[]> {
  const fresh = delivery.map(async (batches, i) => {
    const ids: string[] = [];
    for (const batch of batches) ids.push(...(await stores[i % stores.length]!.append(batch)).map(({ id }) => id));
    return ids;
  });
  return (await Promise.all(fresh)).flat();
}
