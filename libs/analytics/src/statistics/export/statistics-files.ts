import { type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { invalidInput } from '@nest-privacy/core/kit';
import { AnalyticsStatistics } from '../analytics-statistics.js';
import { type TableAnswer } from './answer-rows.js';
import { type StatisticsQuery } from '../statistics-query.js';
import { answerFile } from './answer-file.js';
import { type FileFormat } from './answer-format.js';

/** Values of one file. */
export const MOST_ROWS = 100_000;
const AT_ONCE = 1_000;

/** Statistics as a file. */
export interface StatisticsFile {
  readonly stream: Readable;
  /** As `meta` of the first answer says. */
  readonly completeUntil: string | null;
}

/** Writes whole answers into files, breakdowns with all their values. */
@Injectable()
export class StatisticsFiles {
  constructor(private readonly statistics: AnalyticsStatistics) {}

  /**
   * The answer of a query as a file; of a breakdown the first 100 000 values.
   *
   * @throws ProblemException what the query is refused with, and 400 `VALIDATION_FAILED` for a part of a breakdown; what fails later destroys the stream
   */
  async open(query: StatisticsQuery, format: FileFormat): Promise<StatisticsFile> {
    const idle = (['limit', 'cursor'] as const).filter((name) => query[name] !== undefined);
    if (idle.length > 0)
      throw invalidInput(
        idle.map((path) => ({ path, detail: `means nothing in a file, which has all values up to ${MOST_ROWS}` })),
      );
    const whole = query.dimension === undefined ? query : { ...query, limit: AT_ONCE };
    const first = await this.statistics.query(whole);
    return { stream: answerFile(first, this.after(first, whole), format), completeUntil: first.meta.completeUntil };
  }

  private async *after(first: TableAnswer, query: StatisticsQuery): AsyncGenerator<TableAnswer, void, undefined> {
    // What the first page found out holds for all.
    const currency = first.meta.currency ?? query.currency;
    let answer = first;
    for (let rows = AT_ONCE; rows < MOST_ROWS; rows += AT_ONCE) {
      if (!('items' in answer) || answer.nextCursor === null) return;
      answer = await this.statistics.query({ ...query, currency, cursor: answer.nextCursor });
      yield answer;
    }
  }
}
