import { ManualClock } from '@nest-privacy/core/testing';
import { InMemorySalts } from '../identity/in-memory-salts.js';
import { InMemoryAnalyticsStore, SALT_CONTRACT, STATISTICS_CONTRACT, STORE_CONTRACT } from './index.js';

describe('what is kept in memory', () => {
  it.each(STORE_CONTRACT)('as a store: $promise', ({ prove }) => prove(new InMemoryAnalyticsStore()));

  it.each(STATISTICS_CONTRACT)('as a reader: $promise', ({ prove }) => {
    const store = new InMemoryAnalyticsStore();
    return prove({ store, reader: store });
  });

  it.each(SALT_CONTRACT)('as salts: $promise', ({ prove }) => {
    const clock = new ManualClock();
    return prove({ salts: new InMemorySalts(clock), clock });
  });
});
