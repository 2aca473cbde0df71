import { newId } from '@nest-privacy/core/kit';
import { testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type StatisticsReader } from '../src/statistics/statistics-reader.js';
import { type AnalyticsStore } from '../src/store/analytics-store.js';
import { InMemoryAnalyticsStore } from '../src/testing/index.js';
import { ColumnBuilder } from '../src/typeorm/columns/column-builder.js';
import { TypeOrmStatisticsReader } from '../src/typeorm/typeorm-statistics-reader.js';
import { answersOf } from './answers-of.js';
import { ANALYTICS_TABLES, migrated } from './migrated.js';
import { deliver, randomDelivery } from './random-delivery.js';
import { randomEvents } from './random-events.js';
import { randomQuestion } from './random-questions.js';
import { storeOn } from './store-on.js';

/** Far more than a run takes, in milliseconds, on a machine that is busy with others too. */
const PATIENCE = 20_000;

/** A UTC day that nobody comes to. */
const NEVER = 1e6;

/** What is held against counting by hand: the stores of several workers, and a reader of what they store. */
interface Place {
  readonly stores: readonly AnalyticsStore[];
  readonly reader: StatisticsReader;
  /** Makes columns of all that is stored. */
  readonly settle: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const memory = {
  name: 'memory',
  open: (): Promise<Place> => {
    const store = new InMemoryAnalyticsStore();
    return Promise.resolve({
      stores: [store],
      reader: store,
      settle: () => Promise.resolve(),
      close: () => Promise.resolve(),
    });
  },
};

const databases = testDatabases().map((database) => ({
  name: database.name,
  open: async (): Promise<Place> => {
    const place = await database.create(ANALYTICS_TABLES);
    const sources = [await migrated(place), await migrated(place)];
    return {
      stores: [...sources, sources[0]!].map((source) => storeOn(source)),
      reader: new TypeOrmStatisticsReader(sources[0]!),
      settle: () => new ColumnBuilder(sources[0]!, () => true).build(0, NEVER),
      close: async () => {
        for (const source of sources) await source.destroy();
        await place.drop();
      },
    };
  },
}));

const asked = randomEvents.chain(({ moment, events }) =>
  fc.record({
    events: fc.constant(events),
    delivery: randomDelivery(events),
    isSettled: fc.boolean(),
    questions: fc.array(randomQuestion(moment), { minLength: 6, maxLength: 12 }),
  }),
);

/**
 * Statistics by every store, held against counting by hand. `PROPERTY_SEED=…` asks about other events, `PROPERTY_RUNS=…` more often.
 *
 * @param usual of which events and questions, and how many times
 */
export function provesStatistics(usual: { readonly seed: number; readonly runs: number }): void {
  const seed = Number(process.env.PROPERTY_SEED ?? usual.seed);
  const runs = Number(process.env.PROPERTY_RUNS ?? usual.runs);

  describe.each([memory, ...databases])('statistics in $name', ({ open }) => {
    let place: Place;

    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place.close());

    it(
      'are what counting by hand gives, for any events and questions, however often, in whatever order and by whom events are delivered',
      async () => {
        await fc.assert(
          fc.asyncProperty(asked, async ({ events, delivery, isSettled, questions }) => {
            const [site, other] = [newId(), newId()];
            const to = (name: string) => (batch: typeof events) => batch.map((event) => ({ ...event, site: name }));
            const byHand = new InMemoryAnalyticsStore();
            if (events.length > 0) await byHand.append(to(site)(events));
            await deliver(
              place.stores,
              delivery.slice(0, 1).map((batches) => batches.map(to(other))),
            );

            const fresh = await deliver(
              place.stores,
              delivery.map((batches) => batches.map(to(site))),
            );

            expect([...fresh].sort()).toEqual(events.map(({ id }) => id).sort());
            if (isSettled) await place.settle();
            for (const question of questions)
              expect(await answersOf(place.reader, site, question)).toEqual(await answersOf(byHand, site, question));
          }),
          { seed, numRuns: runs },
        );
      },
      runs * PATIENCE,
    );
  });
}
