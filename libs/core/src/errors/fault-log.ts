import { inspect } from 'node:util';
import { Logger } from '@nestjs/common';
import { minutes } from '../time/durations.js';
import { ProblemException } from './problem.exception.js';

/** Most kinds that are told apart; what comes beyond them counts as one kind more. */
const KINDS_MAX = 100;
const REST = 'the rest';

/**
 * Logs faults that every request may repeat without letting requests fill the log: the first of a kind at once and whole, and when the interval is over one line
 * with the number of those that were left out. Then the next is written again.
 */
export class FaultLog {
  private readonly logger: Logger;
  private readonly leftOut = new Map<string, number>();

  /**
   * @param context what Nest's logger writes before each line
   * @param interval milliseconds in which a kind is written once. Default: a minute
   */
  constructor(
    context: string,
    private readonly interval = minutes(1),
  ) {
    this.logger = new Logger(context);
  }

  /**
   * @param message says what failed; never what a client sent
   * @param error its stack is written beside the message; of a problem, such as a database that is away, no more than what it says
   * @param kind which faults count as the same. Default: those of one message
   */
  error(message: string, error?: unknown, kind = message): void {
    const known = this.leftOut.has(kind) || this.leftOut.size < KINDS_MAX ? kind : REST;
    const count = this.leftOut.get(known);
    this.leftOut.set(known, count === undefined ? 0 : count + 1);
    if (count !== undefined) return;
    this.logger.error(message, ...(error === undefined ? [] : [tellOf(error)]));
    setTimeout(() => this.sum(known, message), this.interval).unref();
  }

  private sum(kind: string, message: string): void {
    const count = this.leftOut.get(kind) ?? 0;
    this.leftOut.delete(kind);
    if (count > 0) this.logger.error(`${message} (${count} more like it in ${this.interval / 1_000} s)`);
  }
}

function tellOf(error: unknown): string | undefined {
  if (error instanceof ProblemException) return error.message;
  return error instanceof Error ? error.stack : inspect(error);
}
