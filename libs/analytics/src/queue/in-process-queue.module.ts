import { Module } from '@nestjs/common';
import { AnalyticsQueue, ForwardQueue } from './analytics-queue.js';
import { InProcessQueue } from './in-process-queue.js';

const FORWARD_CAPACITY = 1_000;

/** Both queues in this process: nothing else to install. */
@Module({
  providers: [
    { provide: AnalyticsQueue, useFactory: () => new InProcessQueue() },
    { provide: ForwardQueue, useFactory: () => new InProcessQueue({ capacity: FORWARD_CAPACITY }) },
  ],
  exports: [AnalyticsQueue, ForwardQueue],
})
export class InProcessQueueModule {}
