import { Inject, Injectable } from '@nestjs/common';
import { CategoryRegistry, Clock } from '@nest-privacy/core';
import { BEGINNING } from '../ledger/record-cursor.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { ConsentTallies } from './consent-tallies.js';
import { type ReportCounts, type ReportedCounts, type ReportedGroup } from './report-cells.js';
import { reportedGroups } from './reported-groups.js';
import { type ReportQuestion } from './report-question.js';
import { type RoundedCount } from './rounding.js';
import { UncountedRecords } from './uncounted-records.js';
import { ReportSums, THE_REST } from './report-sums.js';

/** How consent was given, refused and taken back, in numbers that name nobody. */
export interface ConsentReportAnswer {
  /** The largest groups first; of days, the earliest. */
  readonly items: readonly ReportedGroup[];
  readonly total: ReportedCounts;
  /** What was recorded before is counted; what came later may be. */
  readonly upTo: Date;
}

/** Answers reports from sums, never from records. */
@Injectable()
export class ConsentReport {
  constructor(
    private readonly sums: ReportSums,
    private readonly followers: RecordFollowers,
    private readonly uncounted: UncountedRecords,
    private readonly tallies: ConsentTallies,
    private readonly registry: CategoryRegistry,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws DatabaseUnavailableException when it cannot be read */
  async of(question: ReportQuestion): Promise<ConsentReportAnswer> {
    // Before the sums, so that they hold no less than is said.
    const upTo = await this.countedUpTo();
    const { groups, total } = await this.sums.of(question);
    const ordered = [...groups].sort(question.groupBy === 'day' ? byValue : bySize);
    return { ...reportedGroups(ordered, total, this.registry.optional), upTo };
  }

  /** Now, where nothing waits; otherwise when the last one was received that is counted. */
  private async countedUpTo(): Promise<Date> {
    const now = this.clock.now();
    const cursor = (await this.followers.find(this.tallies.follower.name)) ?? BEGINNING;
    const isBehind = await this.uncounted.beyond(cursor);
    return new Date(isBehind ? Math.max(cursor.numbered[1], cursor.earlier[0]) : now);
  }
}

const byValue = (a: ReportCounts, b: ReportCounts): number => (a.value < b.value ? -1 : 1);
const sizeOf = (count: RoundedCount | null): number => (count === 'few' ? 0 : (count ?? 0));
/** The rest comes last, however large it is. */
const bySize = (a: ReportCounts, b: ReportCounts): number =>
  Number(a.value === THE_REST) - Number(b.value === THE_REST) ||
  sizeOf(b.decided) - sizeOf(a.decided) ||
  sizeOf(b.shown) - sizeOf(a.shown) ||
  byValue(a, b);
