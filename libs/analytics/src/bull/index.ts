export { BullAnalyticsQueue } from './bull-analytics-queue.js';
export { BULL_ANALYTICS_OPTIONS } from './bull-analytics.module-definition.js';
export { BullAnalyticsModule } from './bull-analytics.module.js';
export { type BullAnalyticsOptions } from './bull-analytics.options.js';
export { ANALYTICS_EVENTS_QUEUE, ANALYTICS_FORWARD_QUEUE } from './bull-queues.js';
