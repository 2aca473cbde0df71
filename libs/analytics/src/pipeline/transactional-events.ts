import { Inject, Injectable, Optional } from '@nestjs/common';
import { EventDeriver } from '../derive/event-deriver.js';
import { DropCounter } from '../event/drop-counter.js';
import { type Hit } from '../event/hit.js';
import { EventOutbox, type OutboxTransaction } from '../store/event-outbox.js';
import { outboxStore } from '../store/outbox-misuse.js';
import { OutboxRelay } from './outbox-relay.js';

/** Writes events in the application's own transactions. */
@Injectable()
export class TransactionalEvents {
  constructor(
    private readonly deriver: EventDeriver,
    private readonly drops: DropCounter,
    private readonly relay: OutboxRelay,
    @Optional() @Inject(EventOutbox) private readonly outbox?: EventOutbox,
  ) {}

  /**
   * @param manager of the transaction
   * @throws ConfigurationError `OUTBOX_TRANSACTION`, `OUTBOX_DATA_SOURCE`, or `OUTBOX_STORE` where there are no tables
   */
  within(manager: unknown): OutboxTransaction {
    if (!this.outbox) throw outboxStore();
    return this.outbox.within(manager);
  }

  /**
   * Derives the event at once, so that neither address nor user agent is ever written.
   *
   * @throws what the database throws; the transaction can but fail then
   */
  async write(hit: Hit, transaction: OutboxTransaction): Promise<void> {
    const events = await this.deriver.derive([hit], { salts: transaction, drops: this.drops });
    await transaction.add(events);
    this.relay.wake();
  }
}
