import { Logger } from '@nestjs/common';
import { seconds } from '@nest-privacy/core';

/** So long after its latest request a replay counts as over. */
const PAUSE = seconds(1);

/** One line for all the requests of a replay, when it is over or pauses. */
export class ReplaySummary {
  private readonly logger = new Logger('Replay');
  private readonly statuses = new Map<number | string, number>();
  private timer: NodeJS.Timeout | undefined;

  /** @param status what was answered */
  count(status: number | string): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    this.timer ??= setTimeout(() => this.tell(), PAUSE).unref();
    this.timer.refresh();
  }

  private tell(): void {
    this.timer = undefined;
    const counts = Object.fromEntries(this.statuses);
    this.statuses.clear();
    this.logger.log({ ...counts, replayed: Object.values(counts).reduce((sum, count) => sum + count, 0) });
  }
}
