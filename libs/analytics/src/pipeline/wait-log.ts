import { Logger } from '@nestjs/common';
import { FaultLog } from '@nest-privacy/core/kit';
import { reasonOf } from './reason-of.js';

/** Tells that events wait and why: at once, from time to time while it lasts, and when they flow again; also where only warnings are logged. */
export class WaitLog {
  private readonly logger: Logger;
  private readonly faults: FaultLog;
  private waiting = false;

  /** @param what where they wait, such as `events wait in the buffer` */
  constructor(
    context: string,
    private readonly what: string,
  ) {
    this.logger = new Logger(context);
    this.faults = new FaultLog(context);
  }

  failed(error: unknown): void {
    this.waiting = true;
    this.faults.error(`${this.what}: ${reasonOf(error)}`);
  }

  succeeded(): void {
    if (!this.waiting) return;
    this.waiting = false;
    this.logger.warn('events flow again');
  }
}
