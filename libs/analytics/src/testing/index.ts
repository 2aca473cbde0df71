export { analyticsEvent } from './event-builder.js';
export { InMemoryAnalyticsStore } from './in-memory-analytics-store.js';
export { InMemorySalts } from './in-memory-salts.js';
export { waitUntil } from './wait-until.js';
export { waitUntilStored } from './wait-until-stored.js';
