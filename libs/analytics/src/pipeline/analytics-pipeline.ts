import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ConfigurationError } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { Forwarder } from '../forward/forwarder.js';
import { SaltSource } from '../identity/salt-source.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { AnalyticsQueue, type Delivery, ForwardQueue } from '../queue/analytics-queue.js';
import { ApplicationEnd } from './application-end.js';
import { BatchProcessor } from './batch-processor.js';
import { DropCounter } from '../event/drop-counter.js';
import { EventDispatcher } from './event-dispatcher.js';
import { InProcessQueue } from '../queue/in-process-queue.js';
import { ParkedEventsError } from '../queue/parked-events.error.js';
import { OutboxRelay } from './outbox-relay.js';
import { WaitLog } from './wait-log.js';

/** Starts the parts in order and, on shutdown, ends them in order: intake, buffer, queue, outbox, destinations. */
@Injectable()
export class AnalyticsPipeline implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AnalyticsPipeline.name);
  private readonly log = new WaitLog(AnalyticsPipeline.name, 'events wait in the queue');
  private ending: Promise<void> | undefined;
  private givenUp = 0;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly dispatcher: EventDispatcher,
    private readonly processor: BatchProcessor,
    private readonly relay: OutboxRelay,
    private readonly forwarder: Forwarder,
    private readonly drops: DropCounter,
    @Inject(AnalyticsQueue) private readonly queue: AnalyticsQueue,
    @Inject(ForwardQueue) private readonly forwardQueue: AnalyticsQueue,
    @Inject(SaltSource) private readonly salts: SaltSource,
    @Inject(AnalyticsStore) private readonly store: AnalyticsStore,
    applicationEnd: ApplicationEnd,
    private readonly ports: Ports = new Ports(),
  ) {
    applicationEnd.onEnd(() => (this.ending ??= this.end()));
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role !== 'all' && this.queue instanceof InProcessQueue) throw lonely(this.config.role);
    this.ports.metrics.gauge('analytics_buffer_items', () => this.dispatcher.size);
    this.ports.metrics.gauge('analytics_queue_depth', () => this.queue.depth());
    this.ports.metrics.gauge('analytics_queue_parked', () => this.queue.parked());
    await this.salts.start();
    this.relay.start();
    if (this.config.role === 'collect') return;
    this.queue.start((delivery) => this.work(delivery));
    if (this.forwarder.isNeeded) this.forwardQueue.start((delivery) => this.forwarder.deliver(delivery));
  }

  /** The server still answers at this point; what it answers from here on is taken in at the very end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.dispatcher.flush();
  }

  /** The server is closed by now, and the store is not unless somebody else closed it. */
  private async end(): Promise<void> {
    const deadline = Date.now() + this.config.shutdownTimeout;
    const patience = (): number => Math.max(0, deadline - Date.now());
    const buffered = await this.dispatcher.close(() => this.store.isOpen && patience() > 0);
    const queued = await this.queue.close(patience());
    await this.relay.close(patience());
    const unsent = await this.forwardQueue.close(patience());
    this.salts.stop();
    this.drops.drop('shutdown', queued + this.givenUp);
    this.drops.drop('forward-unavailable', unsent);
    const lost = buffered + queued + this.givenUp;
    if (lost > 0) this.logger.error(`${lost} events were lost: ${this.reason()}`);
    const losses = this.drops.losses();
    if (losses !== '') this.logger.error(`what this process lost since its start, in events: ${losses}`);
  }

  private async work(delivery: Delivery): Promise<void> {
    try {
      await this.processor.process(delivery);
      this.log.succeeded();
    } catch (error) {
      if (!(error instanceof ParkedEventsError)) this.log.failed(error);
      const isForgotten = this.ending !== undefined && this.queue instanceof InProcessQueue;
      // A closed store does not come back, and nobody else has the batch.
      if (!isForgotten || this.store.isOpen) throw error;
      this.givenUp += delivery.batch.events.length;
    }
  }

  private reason(): string {
    return this.store.isOpen
      ? `queue or store did not take them within the shutdownTimeout of ${this.config.shutdownTimeout} ms`
      : 'the store was closed before the application had ended. Let TypeOrmModule close its database, or close it after app.close()';
  }
}

const lonely = (role: string): ConfigurationError =>
  new ConfigurationError({
    code: 'ANALYTICS_QUEUE_LOCAL',
    what: `with the role "${role}" the other side of the queue is another process, which cannot reach this one's memory`,
    where: 'AnalyticsModule option "role"',
    remedy: 'give the module a shared queue such as BullAnalyticsModule, or use the role "all"',
  });
