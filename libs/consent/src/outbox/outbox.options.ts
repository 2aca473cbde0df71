import { type ConsentEventType } from '../decision/event-type.js';

/** Somebody outside who is told of consent changes by signed webhooks, named by the application. */
export interface ConsentWebhookOptions {
  /** 1 to 40 letters, digits, `_` and `-`; a new id begins with the next change. */
  readonly id: string;
  /** Where to post: an absolute https URL, or http at an address of {@link ConsentOutboxOptions.allowPrivateAddresses}. */
  readonly url: string;
  /** Signing secrets, newest first, `whsec_…` (HMAC-SHA256) or `whsk_…` (Ed25519): each makes a signature, so that receivers may change over one after another. */
  readonly secrets: readonly string[];
  /** Ids of the sites whose changes it is told of. @default all */
  readonly sites?: readonly string[] | undefined;
  /** Which changes it is told of. @default all */
  readonly events?: readonly ConsentEventType[] | undefined;
}

/** Whom consent changes are told to, and how. Durations are milliseconds. */
export interface ConsentOutboxOptions {
  /** Between two looks at what was recorded; `off` for a process that tells nobody. @default seconds(1) */
  readonly pollInterval?: number | 'off' | undefined;
  /** Targets beside those that administrators add. @default none */
  readonly webhooks?: readonly ConsentWebhookOptions[] | undefined;
  /** Addresses or CIDR ranges that webhooks may go to although they are not public. @default none */
  readonly allowPrivateAddresses?: readonly string[] | undefined;
  /** For one delivery as a whole. @default seconds(10) */
  readonly timeout?: number | undefined;
  /** Deliveries to one target at once, each of another subject. @default 16 */
  readonly concurrency?: number | undefined;
  /** The longest wait between two tries; the first is five seconds, each about twice as long as the one before. @default hours(4) */
  readonly longestWait?: number | undefined;
  /** After which a change that a target does not take is parked until somebody replays it. @default days(3) */
  readonly parkAfter?: number | undefined;
  /** For which a delivered change may be replayed. @default days(7) */
  readonly keepDelivered?: number | undefined;
  /** For which a change is kept that was not delivered: parked, or of a target that is paused or not there any more. @default days(90) */
  readonly keepUndelivered?: number | undefined;
  /** For which a rotated secret still signs beside the new one. @default days(1) */
  readonly secretOverlap?: number | undefined;
}
