import { Logger } from '@nestjs/common';
import { type Job, type Queue } from 'bull';
import { within } from '@nest-privacy/core/kit';
import { type AnalyticsQueue, type BatchHandler, type Delivery, type EventBatch } from '../queue/analytics-queue.js';
import { ParkedEventsError } from '../queue/parked-events.error.js';
import { packBatch, type PackedBatch, unpackBatch } from './batch-codec.js';
import { type RedisConnections } from './redis-connections.js';

/** Longest wait for Redis: a frozen server answers nothing, not even an error. */
const PATIENCE = 1_000;

/** Batches that may wait for the answer of a silent server; each is held in memory until the connection ends. */
const UNANSWERED_MOST = 10;

/** {@link AnalyticsQueue} on Bull and Redis: one job a batch, under the batch's id. */
export class BullAnalyticsQueue implements AnalyticsQueue {
  private readonly logger = new Logger(BullAnalyticsQueue.name);
  private closing: Promise<number> | undefined;
  private away = false;
  private knowsBrokenJob = false;
  private unanswered = 0;

  /** @param concurrency batches that one process works on at once */
  constructor(
    private readonly queue: Queue<PackedBatch>,
    private readonly connections: RedisConnections,
    private readonly concurrency: number,
  ) {
    queue.on('error', (error: Error) => this.warnOnce(error));
    connections.onReturn(() => this.tellOfReturn());
  }

  async enqueue(batch: EventBatch): Promise<void> {
    if (this.closing) throw new Error('the queue is closed');
    if (this.unanswered >= UNANSWERED_MOST) throw new Error('Redis does not answer');
    this.unanswered += 1;
    const added = this.queue.add(packBatch(batch), { jobId: batch.id }).finally(() => (this.unanswered -= 1));
    await within(PATIENCE, 'adding a job', added);
  }

  start(handler: BatchHandler): void {
    const work = async (job: Job<PackedBatch>): Promise<void> => {
      try {
        await handler(deliveryOf(job));
      } catch (error) {
        if (error instanceof ParkedEventsError) await park(job, error);
        throw error;
      }
    };
    void this.queue.process(this.concurrency, work).catch((error?: Error) => this.warnOnce(error));
  }

  async depth(): Promise<number> {
    const { waiting, active, delayed } = await within(PATIENCE, 'counting jobs', this.queue.getJobCounts());
    return waiting + active + delayed;
  }

  /** Failed jobs are those that were given up: all others are tried again. */
  parked(): Promise<number> {
    return within(PATIENCE, 'counting jobs', this.queue.getFailedCount());
  }

  /** Waits for the active jobs alone: all others are safe in Redis. */
  close(patience: number): Promise<number> {
    return (this.closing ??= this.end(patience));
  }

  private async end(patience: number): Promise<number> {
    const closed = this.queue.close().finally(() => this.connections.close());
    try {
      await within(patience, 'ending the active jobs', closed);
    } catch (error) {
      this.logger.warn(`${(error as Error).message}; they run again elsewhere`);
      await this.connections.close();
    }
    return 0;
  }

  /** Bull's promise of processing ends with nothing at all when the queue closes before it has begun. */
  private warnOnce(error: Error | undefined): void {
    if (this.closing) return;
    if (error?.name === 'SyntaxError') this.warnOfBrokenJob();
    else if (!this.away) {
      this.away = true;
      this.logger.warn(`Redis is away: ${error?.message}`);
    }
  }

  /** The parser's words would quote the job. */
  private warnOfBrokenJob(): void {
    if (this.knowsBrokenJob) return;
    this.knowsBrokenJob = true;
    this.logger.warn('Redis holds a job that is no JSON; it stays there');
  }

  private tellOfReturn(): void {
    if (!this.away || this.closing) return;
    this.away = false;
    this.logger.warn('Redis is back');
  }
}

/** One try at a job. What another version has packed may be unreadable; the handler decides what becomes of it. */
function deliveryOf({ id, data, attemptsMade }: Job<PackedBatch>): Delivery {
  const attempt = attemptsMade + 1;
  try {
    return { batch: unpackBatch(data), attempt };
  } catch {
    return { batch: { id: String(id), events: undefined as never }, attempt };
  }
}

/** Has Bull put the job with the failed ones, with what is left of it. */
async function park(job: Job<PackedBatch>, { events }: ParkedEventsError): Promise<void> {
  if (events.length > 0) await job.update(packBatch({ ...unpackBatch(job.data), events }));
  await job.discard();
}
