import { type AnalyticsEvent } from '../event/analytics-event.js';

/** What one job carries. */
export interface EventBatch {
  /** Unique; a batch that is offered twice under one id is one job, as long as the queue remembers it. */
  readonly id: string;
  readonly events: readonly AnalyticsEvent[];
  /** Name of the destination, for a batch that is to be forwarded. */
  readonly destination?: string;
}

/** One try at a batch. */
export interface Delivery {
  readonly batch: EventBatch;
  /** Counts from 1. */
  readonly attempt: number;
}

/**
 * Works on a batch; a rejection has the queue try again later, without end: whoever wants to give up does so by resolving. With a {@link ParkedEventsError} the
 * queue keeps the events of the error aside, as far as there is room, and hands the batch out no more.
 */
export type BatchHandler = (delivery: Delivery) => Promise<void>;

/**
 * Carries batches from the collecting side to the working side, at least once and in no promised order. Two implementations come with the suite:
 * {@link InProcessQueue} and, under `/bull`, one on Bull and Redis; both pass one contract suite.
 */
export interface AnalyticsQueue {
  /** Resolves once the queue holds the batch; rejects soon when it cannot take it now. Never waits for a server that is away. */
  enqueue(batch: EventBatch): Promise<void>;
  /** Begins to hand batches to `handler`. Call it once. */
  start(handler: BatchHandler): void;
  /** Batches that wait or are being worked on; rejects when that cannot be known now. */
  depth(): Promise<number>;
  /** Batches that are kept aside; rejects when that cannot be known now. */
  parked(): Promise<number>;
  /**
   * Lets what is being worked on end, and closes. A queue that lives in this process works off all it holds first.
   *
   * @param patience milliseconds to wait at most
   * @returns events that are lost because time ran out
   */
  close(patience: number): Promise<number>;
}

/** Injection token of the {@link AnalyticsQueue} between collection and store. */
export const AnalyticsQueue = Symbol.for('@nest-privacy/analytics:Queue');

/** Injection token of the {@link AnalyticsQueue} between store and destinations. */
export const ForwardQueue = Symbol.for('@nest-privacy/analytics:ForwardQueue');
