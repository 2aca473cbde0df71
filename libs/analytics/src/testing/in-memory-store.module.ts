import { Module } from '@nestjs/common';
import { InMemorySalts } from '../identity/in-memory-salts.js';
import { SaltSource } from '../identity/salt-source.js';
import { StatisticsReader } from '../statistics/statistics-reader.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { InMemoryAnalyticsStore } from './in-memory-analytics-store.js';

/** Everything in memory, for the `store` of AnalyticsModule in tests that want no database. It shows, too, what such a module exports. */
@Module({
  providers: [
    InMemoryAnalyticsStore,
    { provide: AnalyticsStore, useExisting: InMemoryAnalyticsStore },
    { provide: StatisticsReader, useExisting: InMemoryAnalyticsStore },
    { provide: SaltSource, useClass: InMemorySalts },
  ],
  exports: [InMemoryAnalyticsStore, AnalyticsStore, StatisticsReader, SaltSource],
})
export class InMemoryStoreModule {}
