import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock, days, minutes } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../../analytics.data-source.js';
import { AnalyticsConfig } from '../../analytics.config.js';
import { dayOf } from '../../fold/days.js';
import { DutyRoster } from '../duty-roster.js';
import { ColumnBuilder } from '../columns/column-builder.js';
import { AgedRows, firstWithColumns } from './aged-rows.js';
import { EventPartitions } from './event-partitions.js';
import { VisitorDayPruner } from './visitor-day-pruner.js';

const DUTY = 'keep-tables';
const EVERY = days(1);
const COLUMNS_DUTY = 'build-columns';
const COLUMNS_EVERY = minutes(5);
/** How often a process asks whether it is its turn. */
const ASKED = minutes(10);

/** Keeps the tables in order: each process that stores events sees to partitions for them, one of all makes columns of the days that are over, and once a day one removes what nobody needs any more. */
@Injectable()
export class TableUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('AnalyticsStore');
  private readonly partitions: EventPartitions;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private ended = false;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(AnalyticsConfig) private readonly config: Pick<AnalyticsConfig, 'role' | 'retention'>,
    @Inject(Clock) private readonly clock: Clock,
    private readonly ports: Ports = new Ports(),
  ) {
    this.partitions = new EventPartitions(source);
  }

  onApplicationBootstrap(): void {
    if (this.config.role === 'collect') return;
    const start = (work: () => Promise<void>): void =>
      void (this.running ??= work().finally(() => (this.running = undefined)));
    this.timer = setInterval(() => start(() => this.takeTurn()), ASKED);
    this.timer.unref();
    start(() => this.quietly(() => this.partitions.ensureCurrent(this.clock.now())));
  }

  /** Ends what is under way, while the database is there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.running;
  }

  /**
   * Removes what nobody needs any more. Safe beside any number of processes that store events.
   *
   * @returns how many rows were removed, by what they were
   */
  async keep(): Promise<Readonly<Record<string, number>>> {
    const now = this.clock.now();
    const goesOn = (): boolean => !this.ended;
    const visitorDays = await new VisitorDayPruner(this.source).prune(dayOf(now), goesOn);
    const aged = await new AgedRows(this.source, goesOn).remove(this.config.retention, now);
    const removed = { 'visitor-days': visitorDays, ...aged };
    for (const [what, rows] of Object.entries(removed))
      if (rows > 0) this.ports.metrics.count('analytics_removed_total', { what }, rows);
    return removed;
  }

  /**
   * Makes columns of the events of days that are over, unless they are there. Safe beside any number of processes that store events.
   *
   * @returns how many days
   */
  buildColumns(): Promise<number> {
    const now = this.clock.now();
    return new ColumnBuilder(this.source, () => !this.ended).build(
      firstWithColumns(this.config.retention, now),
      dayOf(now),
    );
  }

  private takeTurn(): Promise<void> {
    return this.quietly(async () => {
      await this.partitions.ensureCurrent(this.clock.now());
      const roster = new DutyRoster(this.source);
      if (await roster.takes(COLUMNS_DUTY, COLUMNS_EVERY, this.clock.now())) await this.buildColumns();
      if (!(await roster.takes(DUTY, EVERY, this.clock.now()))) return;
      const removed = Object.entries(await this.keep()).filter(([, rows]) => rows > 0);
      if (removed.length > 0)
        this.logger.log(`removed for their age: ${removed.map(([what, rows]) => `${rows} ${what}`).join(', ')}`);
    });
  }

  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.ended) this.logger.warn(`the tables could not be kept in order yet: ${(error as Error).message}`);
    }
  }
}
