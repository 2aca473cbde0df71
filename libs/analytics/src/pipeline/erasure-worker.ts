import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  Optional,
} from '@nestjs/common';
import { seconds } from '@nest-privacy/core';
import { BackgroundJob } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { EventOutbox } from '../store/event-outbox.js';
import { PendingErasures } from '../store/pending-erasures.js';
import { VisitorEvents } from '../store/visitor-events.js';

const POLL = seconds(1);
/** Visitors in one look at all events of a site, which costs as much for one. */
const AT_ONCE = 200;

/**
 * Erases visitors beside the requests. Who is to be erased is kept first, so that a process that dies in between leaves it to another, and what still waits in a queue of
 * theirs is not stored afterwards.
 */
@Injectable()
export class ErasureWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly job: BackgroundJob;
  private isWorking = false;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: Pick<AnalyticsConfig, 'role'>,
    @Optional() @Inject(VisitorEvents) private readonly events?: VisitorEvents,
    @Optional() @Inject(EventOutbox) private readonly outbox?: Pick<EventOutbox, 'forget'>,
    @Optional() @Inject(PendingErasures) private readonly pending?: PendingErasures,
  ) {
    this.job = new BackgroundJob({
      does: 'erase visitors who took their consent back',
      interval: POLL,
      work: () => this.work(),
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.role === 'collect' || !this.pending) return;
    this.isWorking = true;
    this.job.start();
  }

  /** Ends what is under way, while the database is there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isWorking = false;
    await this.job.stop();
  }

  /**
   * Has visitors erased; once it resolves, they are sooner or later. A store of the application's own that keeps nobody for it erases them at once.
   *
   * @param visitors 32 hex digits each
   */
  async erase(visitors: readonly string[]): Promise<void> {
    if (visitors.length === 0) return;
    if (!this.pending) return this.eraseNow(visitors);
    await this.pending.add(visitors);
    if (this.isWorking) void this.job.run();
  }

  /** Erases all whose turn it is. Never rejects. */
  run(): Promise<void> {
    return this.job.run();
  }

  private async work(): Promise<boolean> {
    const turn = await this.pending!.take(AT_ONCE);
    if (turn.visitors.length === 0) return false;
    await this.eraseNow(turn.visitors);
    await this.pending!.done(turn);
    return turn.visitors.length === AT_ONCE;
  }

  private async eraseNow(visitors: readonly string[]): Promise<void> {
    for await (const erased of this.events?.erase(visitors) ?? []) void erased;
    await this.outbox?.forget(visitors);
  }
}
