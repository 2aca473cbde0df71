export { analyticsEvent } from './event-builder.js';
export { InMemoryAnalyticsStore } from './in-memory-analytics-store.js';
export { InMemorySalts } from './in-memory-salts.js';
export { QUEUE_CONTRACT, type QueueContract } from './queue-contract.js';
export { waitUntil } from './wait-until.js';
export { waitUntilStored } from './wait-until-stored.js';
