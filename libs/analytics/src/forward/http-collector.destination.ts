import { ConfigurationError, type ConsentCategory } from '@nest-privacy/core';
import { AddressGuard, outgoingUrlOf, postGuarded } from '@nest-privacy/core/kit';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type AnalyticsDestination, type DeliveryResult } from './analytics-destination.js';
import { type CollectorId, hitOf } from './measurement-protocol.js';

/** Options of {@link HttpCollectorDestination}. */
export interface HttpCollectorOptions {
  /** Where to post: an absolute http or https URL. */
  readonly url: string;
  /** Value of the field `tid`. */
  readonly trackingId: string;
  /**
   * Value of the field `v`: version of the protocol that the collector speaks.
   * @default '1'
   */
  readonly version?: string;
  /**
   * Unique name, in queues and metrics.
   * @default 'http-collector'
   */
  readonly name?: string;
  /**
   * Category that a visitor must have consented to.
   * @default 'STATISTICS'
   */
  readonly requires?: ConsentCategory;
  /**
   * Addresses or CIDR ranges that are allowed although they are not public.
   * @default []
   */
  readonly allowPrivateAddresses?: readonly string[];
  /**
   * Hits in one request, a line each; 1 for a collector that takes no more.
   * @default 20
   */
  readonly batchSize?: number;
  /**
   * Tries per request.
   * @default 8
   */
  readonly attempts?: number;
  /**
   * Milliseconds for a request as a whole.
   * @default 10_000
   */
  readonly timeout?: number;
}

/** Answers that may be others next time: Request Timeout, Too Early, Too Many Requests. */
const TRANSIENT = new Set([408, 425, 429]);

/**
 * Posts hits to an HTTP collector, in the field names of Measurement Protocol v1. Redirections are not followed, and addresses off the public Internet
 * are not contacted unless they are allowed.
 */
export class HttpCollectorDestination implements AnalyticsDestination {
  readonly name: string;
  readonly requires: ConsentCategory;
  readonly batchSize: number;
  readonly attempts: number;
  private readonly url: URL;
  private readonly id: CollectorId;
  private readonly timeout: number;
  private readonly guard: AddressGuard;

  /** @throws ConfigurationError when the URL or a range of addresses is malformed */
  constructor(options: HttpCollectorOptions) {
    this.url = collectorUrl(options.url);
    this.id = { trackingId: options.trackingId, version: options.version ?? '1' };
    this.name = options.name ?? 'http-collector';
    this.requires = options.requires ?? 'STATISTICS';
    this.batchSize = options.batchSize ?? 20;
    this.attempts = options.attempts ?? 8;
    this.timeout = options.timeout ?? 10_000;
    this.guard = new AddressGuard(options.allowPrivateAddresses ?? []);
  }

  async deliver(events: readonly AnalyticsEvent[]): Promise<DeliveryResult> {
    const now = Date.now();
    const body = events.map((event) => hitOf(event, this.id, now).toString()).join('\n');
    const { status } = await postGuarded({
      url: this.url,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
      timeout: this.timeout,
      guard: this.guard,
    });
    if (status >= 200 && status < 300) return 'accepted';
    if (status >= 500 || TRANSIENT.has(status)) throw new Error(`the collector answered ${status}`);
    return 'refused';
  }
}

function collectorUrl(text: string): URL {
  const url = outgoingUrlOf(text);
  if (url) return url;
  throw new ConfigurationError({
    code: 'COLLECTOR_URL_INVALID',
    what: 'the URL of the collector is not usable',
    where: 'HttpCollectorDestination option "url"',
    remedy: 'give an absolute http or https URL without user and password',
  });
}
