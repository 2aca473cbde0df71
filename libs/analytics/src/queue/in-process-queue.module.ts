import { Module } from '@nestjs/common';
import { AnalyticsQueue, ForwardQueue } from './analytics-queue.js';
import { InProcessQueue } from './in-process-queue.js';

const FORWARD_CAPACITY = 1_000;
/** The store writes together what comes at once. */
const CONCURRENCY = 16;

/** Both queues in this process: nothing else to install. */
@Module({
  providers: [
    { provide: AnalyticsQueue, useFactory: () => new InProcessQueue({ concurrency: CONCURRENCY }) },
    { provide: ForwardQueue, useFactory: () => new InProcessQueue({ capacity: FORWARD_CAPACITY }) },
  ],
  exports: [AnalyticsQueue, ForwardQueue],
})
export class InProcessQueueModule {}
