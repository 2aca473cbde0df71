import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { postGuarded } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentChange } from './consent-change.js';
import { type DeliveryOutcome } from './delivery-target.js';
import { type OutboxConfig } from './outbox.config.js';
import { retryAfterOf } from './retry-after.js';
import { webhookHeaders } from './webhook-signature.js';

const LONGEST_ERROR = 256;

/** Posts changes to hosts outside. */
@Injectable()
export class WebhookSender {
  private readonly config: OutboxConfig;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ConsentConfig) { outbox }: ConsentConfig,
  ) {
    this.config = outbox;
  }

  /** Tries once. What is not 2xx is tried again, also a redirection, which is not followed; 410 is taken at its word. */
  async send(url: string, secrets: readonly string[], change: ConsentChange): Promise<DeliveryOutcome> {
    const body = JSON.stringify({ type: `consent.${change.eventType}`, timestamp: change.receivedAt, data: change });
    const timestamp = Math.floor(this.clock.now() / 1_000);
    const { timeout, guard } = this.config;
    try {
      const headers = webhookHeaders({ id: change.recordId, timestamp, body }, secrets);
      const answer = await postGuarded({ url: new URL(url), headers, body, timeout, guard });
      const { status } = answer;
      if (status >= 200 && status < 300) return { kind: 'delivered', status };
      if (status === 410) return { kind: 'gone', status };
      return {
        kind: 'failed',
        status,
        error: `answered ${status}`,
        retryAfter: retryAfterOf(answer, this.clock.now()),
      };
    } catch (error) {
      return { kind: 'failed', status: null, error: String(error).slice(0, LONGEST_ERROR) };
    }
  }
}
