import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  Optional,
} from '@nestjs/common';
import { ConfigurationError, MetricsRecorder, SILENT_METRICS } from '@nest-privacy/core';
import { AnalyticsConfig } from '../analytics.options.js';
import { Forwarder } from '../forward/forwarder.js';
import { SaltSource } from '../identity/salt-source.js';
import { AnalyticsQueue, ForwardQueue } from './analytics-queue.js';
import { BatchProcessor } from './batch-processor.js';
import { DropCounter } from './drop-counter.js';
import { EventDispatcher } from './event-dispatcher.js';
import { InProcessQueue } from './in-process-queue.js';

/** Starts the parts in order and, on shutdown, ends them in order: intake, buffer, queue, destinations. */
@Injectable()
export class AnalyticsPipeline implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(AnalyticsPipeline.name);
  private ending: Promise<void> | undefined;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly dispatcher: EventDispatcher,
    private readonly processor: BatchProcessor,
    private readonly forwarder: Forwarder,
    private readonly drops: DropCounter,
    @Inject(AnalyticsQueue) private readonly queue: AnalyticsQueue,
    @Inject(ForwardQueue) private readonly forwardQueue: AnalyticsQueue,
    @Inject(SaltSource) private readonly salts: SaltSource,
    @Optional() @Inject(MetricsRecorder) private readonly metrics: MetricsRecorder = SILENT_METRICS,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role !== 'all' && this.queue instanceof InProcessQueue) throw lonely(this.config.role);
    this.metrics.gauge('analytics_queue_depth', () => this.queue.depth());
    await this.salts.start();
    if (this.config.role === 'collect') return;
    this.queue.start(({ batch }) => this.processor.process(batch));
    if (this.forwarder.isNeeded) this.forwardQueue.start((delivery) => this.forwarder.deliver(delivery));
  }

  /** The server still answers at this point; what it answers from here on is taken in below. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.dispatcher.flush();
  }

  /** The server is closed by now and the database is not. */
  onApplicationShutdown(): Promise<void> {
    return (this.ending ??= this.end());
  }

  private async end(): Promise<void> {
    const deadline = Date.now() + this.config.shutdownTimeout;
    const patience = (): number => Math.max(0, deadline - Date.now());
    await this.dispatcher.close(deadline);
    const lost = await this.queue.close(patience());
    const unsent = await this.forwardQueue.close(patience());
    this.salts.stop();
    this.drops.drop('shutdown', lost);
    this.drops.drop('forward-unavailable', unsent);
    if (lost > 0) this.logger.error(`${lost} events were lost: the store did not take them in time`);
  }
}

const lonely = (role: string): ConfigurationError =>
  new ConfigurationError({
    code: 'ANALYTICS_QUEUE_LOCAL',
    what: `with the role "${role}" the other side of the queue is another process, which cannot reach this one's memory`,
    where: 'AnalyticsModule option "role"',
    remedy: 'give the module a shared queue such as BullAnalyticsModule, or use the role "all"',
  });
