import { Injectable, Logger } from '@nestjs/common';
import { type EventProperties } from './event/analytics-event.js';
import { DropCounter } from './event/drop-counter.js';
import { type DropReason } from './event/drop-reason.js';
import { eventInvalid } from './intake/event-problems.js';
import { type TrackContext, type TransactionContext } from './intake/track-context.js';
import { type Refusal, TrackedHits } from './intake/tracked-hits.js';
import { EventDispatcher } from './pipeline/event-dispatcher.js';
import { TransactionalEvents } from './pipeline/transactional-events.js';
import { type TransactionManager } from './typeorm/transaction-manager.js';

/** Reports events from the application's own code. */
@Injectable()
export class AnalyticsService {
  private readonly logger = new Logger(AnalyticsService.name);

  constructor(
    private readonly hits: TrackedHits,
    private readonly dispatcher: EventDispatcher,
    private readonly transactional: TransactionalEvents,
    private readonly dropped: DropCounter,
  ) {}

  /** As {@link trackWithin}, by the `manager` of the context. */
  track(name: string, properties: EventProperties | undefined, context: TransactionContext): Promise<void>;
  /**
   * Takes an event in, without waiting and without ever throwing: what cannot be counted is counted as dropped.
   *
   * @param name 1 to 50 characters
   * @param properties flat, 30 at most, texts of 500 characters at most
   * @returns whether it was taken
   */
  track(name: string, properties?: EventProperties, context?: TrackContext): boolean;
  track(
    name: string,
    properties: EventProperties = {},
    context: TrackContext | TransactionContext = {},
  ): boolean | Promise<void> {
    if (context.manager !== undefined) return this.trackWithin(context.manager, name, properties, context);
    try {
      const hit = this.hits.of(name, properties, context);
      return 'reason' in hit ? this.refuse(hit) : this.dispatcher.push(hit);
    } catch (error) {
      return this.refuse({ reason: 'error', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  /**
   * Writes an event by the manager of a transaction of the application's: it counts if and only if the transaction is committed, and once whatever dies or is away
   * after that. Wait for it before the transaction ends. What is not to be counted, as {@link track} would not, is not written.
   *
   * @param manager as the transaction hands it to its callback; of the DataSource that holds the tables of analytics
   * @param name as in {@link track}
   * @param properties as in {@link track}
   * @throws ProblemException 400 `EVENT_INVALID`
   * @throws ConfigurationError `OUTBOX_TRANSACTION`, `OUTBOX_DATA_SOURCE`, `OUTBOX_STORE` where no such transaction can hold the event
   * @throws what the database throws
   */
  async trackWithin(
    manager: TransactionManager,
    name: string,
    properties: EventProperties = {},
    context: Omit<TrackContext, 'manager'> = {},
  ): Promise<void> {
    const transaction = this.transactional.within(manager);
    const hit = this.hits.of(name, properties, context);
    if (!('reason' in hit)) return this.transactional.write(hit, transaction);
    this.refuse(hit);
    if (hit.reason === 'invalid' || context.request === undefined) throw eventInvalid(hit.detail);
  }

  /** Events that this process dropped since its start, by reason. */
  drops(): Readonly<Partial<Record<DropReason, number>>> {
    return this.dropped.totals();
  }

  /** Offers everything that waits in this process to the queue at once, rather than after the flush interval. */
  flush(): Promise<void> {
    return this.dispatcher.flush();
  }

  private refuse({ reason, detail }: Refusal): false {
    this.dropped.drop(reason);
    this.logger.debug(`an event was dropped (${reason}): ${detail}`);
    return false;
  }
}
