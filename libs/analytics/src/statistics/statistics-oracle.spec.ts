import { newId } from '@nest-privacy/core/kit';
import { testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { answersOf } from '../../test/answers-of.js';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';
import { deliver, randomDelivery } from '../../test/random-delivery.js';
import { randomEvents } from '../../test/random-events.js';
import { randomQuestion } from '../../test/random-questions.js';
import { storeOn } from '../../test/store-on.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { InMemoryAnalyticsStore } from '../testing/index.js';
import { TypeOrmStatisticsReader } from '../typeorm/typeorm-statistics-reader.js';
import { type StatisticsReader } from './statistics-reader.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 40);
const PATIENCE = 120_000 + RUNS * 1_000;

/** What is held against counting by hand: the stores of several workers, and a reader of what they store. */
interface Place {
  readonly stores: readonly AnalyticsStore[];
  readonly reader: StatisticsReader;
  readonly close: () => Promise<void>;
}

const memory = {
  name: 'memory',
  open: (): Promise<Place> => {
    const store = new InMemoryAnalyticsStore();
    return Promise.resolve({ stores: [store], reader: store, close: () => Promise.resolve() });
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
    questions: fc.array(randomQuestion(moment), { minLength: 6, maxLength: 12 }),
  }),
);

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
        fc.asyncProperty(asked, async ({ events, delivery, questions }) => {
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
          for (const question of questions)
            expect(await answersOf(place.reader, site, question)).toEqual(await answersOf(byHand, site, question));
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );
});
