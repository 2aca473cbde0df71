import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { read } from '@nest-privacy/core/typeorm';
import { DataSource, In } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../../analytics.data-source.js';
import { AnalyticsConfig } from '../../analytics.config.js';
import { AnalyticsTermEntity } from '../../entities/analytics-term.entity.js';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { UnstorableEventError } from '../../store/unstorable-event.error.js';
import { TypeOrmAnalyticsStore } from '../typeorm-analytics-store.js';
import { earlierEvent } from './earlier-event.js';
import { type EarlierRow, EarlierTable } from './earlier-table.js';

const TERMS = ['site', 'page', 'route', 'host', 'title', 'name', 'referrer', 'client'] as const;

/**
 * Moves the events of before visits and sums into the table of events, once an application that stores events runs. Each is stored before it is deleted, and known again by its id, so that an
 * end at any time and several processes at once do no harm.
 */
@Injectable()
export class EarlierEvents implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('AnalyticsStore');
  private readonly table: EarlierTable;
  private readonly store: TypeOrmAnalyticsStore;
  private running: Promise<void> | undefined;
  private ended = false;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(AnalyticsConfig) private readonly config: Pick<AnalyticsConfig, 'role' | 'newTextsPerHour'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.table = new EarlierTable(source);
    // Without participants, who heard of these events when they came.
    this.store = new TypeOrmAnalyticsStore(source, config, clock, []);
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'collect') this.running = this.tryToMove();
  }

  /** Ends what is under way, while the database is there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    await this.running;
  }

  /** Moves them all, unless the application ends before. */
  async move(): Promise<void> {
    if (!(await this.table.isThere())) return;
    try {
      await this.moveAll();
    } catch (error) {
      // Another process was done sooner.
      if (await this.table.isThere()) throw error;
    }
  }

  private async moveAll(): Promise<void> {
    let moved = 0;
    for (let rows = await this.table.some(); rows.length > 0; rows = await this.table.some()) {
      if (this.ended) return;
      if (moved === 0) this.logger.log('events of before visits and sums are being moved');
      await this.storeAll(await this.eventsOf(rows));
      await this.table.remove(rows);
      moved += rows.length;
      await new Promise(setImmediate);
    }
    await this.table.drop();
    if (moved > 0) this.logger.log(`${moved} events of before were moved`);
  }

  private async tryToMove(): Promise<void> {
    try {
      await this.move();
    } catch (error) {
      if (!this.ended)
        this.logger.warn(
          `events of before were not all moved, which goes on at the next start: ${(error as Error).message}`,
        );
    }
  }

  /** One by one where one of them cannot be stored, which is left out. */
  private async storeAll(events: readonly AnalyticsEvent[]): Promise<void> {
    try {
      await this.store.append(events);
    } catch (error) {
      if (!(error instanceof UnstorableEventError)) throw error;
      if (events.length > 1) for (const event of events) await this.storeAll([event]);
      else this.logger.warn(`an event of before was left out: ${error.message}`);
    }
  }

  private async eventsOf(rows: readonly EarlierRow[]): Promise<AnalyticsEvent[]> {
    const id = In([...new Set(rows.flatMap((row) => TERMS.map((name) => row[name])))]);
    const terms = await read(this.source, (manager) => manager.findBy(AnalyticsTermEntity, { id }));
    const texts = new Map(terms.map((term) => [term.id, term.text]));
    return rows.map((row) => earlierEvent(row, texts, this.clock.now()));
  }
}
