import { Logger } from '@nestjs/common';
import { minutes, seconds } from '../time/durations.js';
import { type DatabaseFault } from './database-fault.js';
import { type DatabaseUnavailableException } from './database-unavailable.exception.js';

/** A success this long after the last failure ends an outage; one in between may be luck. */
const QUIET = seconds(5);
/** A failure this long after the one before begins another outage. */
const FORGOTTEN = minutes(1);

/** What may be wrong all the same when something was read. */
const UNREAD: ReadonlySet<DatabaseFault> = new Set(['full', 'read-only', 'forbidden']);
/** What may be wrong all the same when this was written: it ends when nothing has failed for as long as an outage is remembered. */
const UNWRITTEN = {
  write: new Set<DatabaseFault>(['forbidden']),
  'write without rows': new Set<DatabaseFault>(['full', 'forbidden']),
} as const;

/** Tells the log of an outage when it begins and when it is over, and not of each request that it cost. */
export class OutageLog {
  private readonly logger = new Logger('Database');
  private failures = 0;
  private since = 0;
  private last = -Infinity;
  private latest: DatabaseFault | undefined;

  /** What is wrong, from the first failure until things go well again. */
  get fault(): DatabaseFault | undefined {
    return this.latest;
  }

  failed({ fault, message, cause }: DatabaseUnavailableException): void {
    const now = performance.now();
    if (this.latest === undefined || now - this.last >= FORGOTTEN) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.logger.error(`${message} (${reason}); what needs it is answered 503 until it is back`);
      this.since = now;
      this.failures = 0;
    }
    this.failures += 1;
    this.last = now;
    this.latest = fault;
  }

  /**
   * @param kind what succeeded: that something could be read says nothing of a database that cannot be written, a write without rows little of room for them,
   * and a write to one table little of the right to write another
   */
  succeeded(kind: 'read' | 'write' | 'write without rows'): void {
    if (this.latest === undefined) return;
    if (kind === 'read' && UNREAD.has(this.latest)) return;
    const mayStay = kind !== 'read' && UNWRITTEN[kind].has(this.latest);
    if (performance.now() - this.last < (mayStay ? FORGOTTEN : QUIET)) return;
    const duration = Math.round((this.last - this.since) / 1_000);
    this.logger.warn(`The database is back; ${this.failures} questions to it failed within ${duration} s`);
    this.latest = undefined;
  }
}
