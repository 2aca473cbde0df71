import { backOff } from './back-off.js';
import { type AnalyticsQueue, type BatchHandler, type EventBatch } from './analytics-queue.js';
import { ParkedEventsError } from './parked-events.error.js';

/** Milliseconds between tries while the application shuts down. */
const LAST_TRIES = 100;

/** Batches that are kept aside, the latest. */
const PARKED_KEPT = 100;

/** How an {@link InProcessQueue} behaves. */
export interface InProcessQueueOptions {
  /** Batches that may wait at once. @default 20 */
  readonly capacity?: number;
  /** Batches that are worked on at once. @default 1 */
  readonly concurrency?: number;
}

interface Entry {
  readonly batch: EventBatch;
  failures: number;
}

/**
 * A bounded queue in memory, for an application that is one process. A failed batch waits its time without holding up the others.
 * It is worked off on an orderly shutdown and gone with a killed process.
 */
export class InProcessQueue implements AnalyticsQueue {
  private readonly waiting: Entry[] = [];
  private readonly retries = new Map<NodeJS.Timeout, Entry>();
  private readonly known = new Set<string>();
  private readonly aside: EventBatch[] = [];
  private readonly working = new Map<Entry, Promise<void>>();
  private readonly capacity: number;
  private readonly concurrency: number;
  private handler: BatchHandler | undefined;
  private state: 'open' | 'draining' | 'closed' = 'open';

  constructor({ capacity = 20, concurrency = 1 }: InProcessQueueOptions = {}) {
    this.capacity = capacity;
    this.concurrency = concurrency;
  }

  enqueue(batch: EventBatch): Promise<void> {
    if (this.known.has(batch.id)) return Promise.resolve();
    if (this.state !== 'open') return Promise.reject(new Error('the queue is closed'));
    if (this.known.size >= this.capacity) return Promise.reject(new Error('the queue is full'));
    this.known.add(batch.id);
    this.waiting.push({ batch, failures: 0 });
    this.wake();
    return Promise.resolve();
  }

  start(handler: BatchHandler): void {
    this.handler = handler;
    this.wake();
  }

  depth(): Promise<number> {
    return Promise.resolve(this.known.size);
  }

  parked(): Promise<number> {
    return Promise.resolve(this.aside.length);
  }

  /** What is kept aside, for a look; it ends with the process. */
  get parkedBatches(): readonly EventBatch[] {
    return this.aside;
  }

  async close(patience: number): Promise<number> {
    if (this.state === 'open') this.state = 'draining';
    this.hasten();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
    await Promise.race([this.drained(), late]);
    clearTimeout(timer);
    this.state = 'closed';
    for (const retry of this.retries.keys()) clearTimeout(retry);
    // Of what is being worked on nobody will learn any more whether it was stored.
    const left = [...this.waiting, ...this.retries.values(), ...this.working.keys()];
    const lost = left.reduce((sum, { batch }) => sum + batch.events.length, 0);
    this.waiting.length = 0;
    this.retries.clear();
    this.known.clear();
    return lost;
  }

  private async drained(): Promise<void> {
    while (this.handler && this.known.size > 0 && this.state !== 'closed') {
      const isIdle = this.working.size === 0;
      await (isIdle ? new Promise((resolve) => setTimeout(resolve, 10)) : Promise.race(this.working.values()));
    }
  }

  private wake(): void {
    while (this.handler && this.working.size < this.concurrency) {
      const entry = this.waiting.shift();
      if (!entry) return;
      // Later, for a handler that enqueues would find too few at work.
      const attempt = Promise.resolve().then(() => this.attempt(entry));
      const done = attempt.finally(() => {
        this.working.delete(entry);
        this.wake();
      });
      this.working.set(entry, done);
    }
  }

  private async attempt(entry: Entry): Promise<void> {
    const { batch } = entry;
    try {
      await this.handler?.({ batch, attempt: entry.failures + 1 });
      this.known.delete(batch.id);
    } catch (error) {
      if (this.state === 'closed') return;
      if (error instanceof ParkedEventsError) return this.park(batch, error);
      entry.failures += 1;
      this.retry(entry);
    }
  }

  private park(batch: EventBatch, { events }: ParkedEventsError): void {
    this.known.delete(batch.id);
    this.aside.push({ ...batch, events });
    if (this.aside.length > PARKED_KEPT) this.aside.shift();
  }

  private retry(entry: Entry): void {
    const timer = setTimeout(
      () => {
        this.retries.delete(timer);
        this.waiting.push(entry);
        this.wake();
      },
      this.state === 'open' ? backOff(entry.failures) : LAST_TRIES,
    );
    this.retries.set(timer, entry);
  }

  /** Nobody waits for long once the end is near. */
  private hasten(): void {
    for (const [timer, entry] of this.retries) {
      clearTimeout(timer);
      this.waiting.push(entry);
    }
    this.retries.clear();
    this.wake();
  }
}
