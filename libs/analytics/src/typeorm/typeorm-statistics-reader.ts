import { Inject, Injectable } from '@nestjs/common';
import { snapshot } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { type Counts, NO_COUNTS } from '../statistics/counts.js';
import { type Dimension } from '../statistics/dimension.js';
import { type Span } from '../statistics/period.js';
import {
  type BreakdownPage,
  type Cohort,
  type FunnelStep,
  type Question,
  type RankedValue,
  type StatisticsReader,
} from '../statistics/statistics-reader.js';
import { EventReader } from './reading/event-reader.js';
import { funnelOf } from './reading/funnel.js';
import { newestOf } from './reading/newest.js';
import { RawReader } from './reading/raw-reader.js';
import { Reading } from './reading/reading.js';
import { noCohorts, retentionOf } from './reading/retention.js';
import { SumReader } from './reading/sum-reader.js';

/** Asks PostgreSQL or SQLite: sums where they know the answer, and else the events. All that one answer takes is read as it stood at one moment. */
@Injectable()
export class TypeOrmStatisticsReader implements StatisticsReader {
  private readonly newestOf = new Map<string, Promise<number | null>>();

  constructor(@Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource) {}

  counts(question: Question, spans: readonly Span[]): Promise<readonly Counts[]> {
    return this.ask(
      question,
      spans.map(() => NO_COUNTS),
      (reading) => new SumReader(reading).counts(question, spans) ?? new EventReader(reading).counts(question, spans),
    );
  }

  breakdown(
    question: Question,
    span: Span,
    dimension: Dimension,
    page: BreakdownPage,
  ): Promise<readonly RankedValue[]> {
    return this.ask(
      question,
      [],
      (reading) =>
        new SumReader(reading).breakdown(question, span, dimension, page) ??
        new EventReader(reading).breakdown(question, span, dimension, page),
    );
  }

  currencies(question: Question, span: Span): Promise<readonly string[]> {
    return this.ask(
      question,
      [],
      (reading) =>
        new SumReader(reading).currencies(question, span) ?? new RawReader(reading).currencies(question, span),
    );
  }

  funnel(question: Question, span: Span, steps: readonly FunnelStep[]): Promise<readonly number[]> {
    return this.ask(
      question,
      steps.map(() => 0),
      (reading) => funnelOf(reading, question, span, steps),
    );
  }

  retention(question: Question, spans: readonly Span[]): Promise<readonly Cohort[]> {
    return this.ask(question, noCohorts(spans), (reading) => retentionOf(reading, question, spans));
  }

  /** Asked once for all questions that want to know at the same time: what the first was told holds for all. */
  newest(site: string): Promise<number | null> {
    const asked = this.newestOf.get(site);
    if (asked) return asked;
    const asking = newestOf(this.source, site).finally(() => this.newestOf.delete(site));
    this.newestOf.set(site, asking);
    return asking;
  }

  private ask<Answer>(
    { site }: Pick<Question, 'site'>,
    ofNobody: Answer,
    answer: (reading: Reading) => Promise<Answer>,
  ): Promise<Answer> {
    return snapshot(this.source, async (manager) => {
      const reading = await Reading.of(this.source, manager, site);
      return reading ? answer(reading) : ofNobody;
    });
  }
}
