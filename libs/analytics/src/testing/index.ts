export { analyticsEvent } from './event-builder.js';
export { InMemoryAnalyticsStore } from './in-memory-analytics-store.js';
export { InMemoryStoreModule } from './in-memory-store.module.js';
export { QUEUE_CONTRACT, type QueueContract } from './queue-contract.js';
export { SALT_CONTRACT, type SaltContract, type SaltsAndClock } from './salt-contract.js';
export { type StatisticsContract, type StoreAndReader } from './promises/subject.js';
export { STATISTICS_CONTRACT } from './statistics-contract.js';
export { STORE_CONTRACT, type StoreContract } from './store-contract.js';
export { waitUntilStored } from './wait-until-stored.js';
