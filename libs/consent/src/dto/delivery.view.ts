import { type ConsentDeliveryEntity, type DeliveryStatus } from '../entities/consent-delivery.entity.js';

/** A delivery as administrators see it; times are ISO 8601 in UTC. */
export class DeliveryView {
  /** Also the `webhook-id`. */
  readonly recordId: string;
  readonly subjectId: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly receivedAt: string;
  readonly dueAt: string | null;
  readonly attemptedAt: string | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;

  constructor(delivery: ConsentDeliveryEntity) {
    this.recordId = delivery.recordId;
    this.subjectId = delivery.subjectId;
    this.status = delivery.status;
    this.attempts = delivery.attempts;
    this.receivedAt = delivery.receivedAt.toISOString();
    this.dueAt = delivery.status === 'pending' ? delivery.dueAt.toISOString() : null;
    this.attemptedAt = delivery.attemptedAt?.toISOString() ?? null;
    this.lastStatus = delivery.lastStatus;
    this.lastError = delivery.lastError;
  }
}
