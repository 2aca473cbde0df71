import { AnalyticsQueue, ForwardQueue } from '../queue/analytics-queue.js';

/** Name of the queue between collection and store, for `@InjectQueue`. */
export const ANALYTICS_EVENTS_QUEUE = 'analytics-events';
/** Name of the queue between store and destinations, for `@InjectQueue`. */
export const ANALYTICS_FORWARD_QUEUE = 'analytics-forward';

/** Both queues: what they are injected by, their names in Redis, and the token of their connections. */
export const QUEUES = [
  {
    token: AnalyticsQueue,
    name: ANALYTICS_EVENTS_QUEUE,
    connections: Symbol.for('@nest-privacy/analytics:EventsConnections'),
  },
  {
    token: ForwardQueue,
    name: ANALYTICS_FORWARD_QUEUE,
    connections: Symbol.for('@nest-privacy/analytics:ForwardConnections'),
  },
] as const;
