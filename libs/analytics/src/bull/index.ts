export { BullAnalyticsQueue } from './bull-analytics-queue.js';
export { ANALYTICS_EVENTS_QUEUE, ANALYTICS_FORWARD_QUEUE, BullAnalyticsModule } from './bull-analytics.module.js';
export { type BullAnalyticsOptions } from './bull-analytics.options.js';
