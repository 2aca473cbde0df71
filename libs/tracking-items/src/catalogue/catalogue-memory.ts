import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Broadcast, CategoryRegistry } from '@nest-privacy/core';
import { FaultLog, FreshReading, newId } from '@nest-privacy/core/kit';
import { read, snapshot } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { deadExpressions } from '../cookies/dead-expressions.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.data-source.js';
import { TrackingItemsConfig } from '../tracking-items.config.js';
import { type CatalogueSnapshot, loadSnapshot, revisionOf } from './catalogue-snapshot.js';

const TOPIC = 'nest-privacy:catalogue';

/**
 * The catalogues of all sites in memory, from which every request is served: with the database away they stay as they were. A small query for the
 * revision in each {@link TrackingItemsModuleOptions.maxStaleness}, or a word of another process, tells that there is something new to read.
 */
@Injectable()
export class CatalogueMemory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CatalogueMemory.name);
  private readonly faults = new FaultLog(CatalogueMemory.name);
  private readonly warned = new Set<string>();
  private readonly self = newId();
  private held: CatalogueSnapshot | undefined;
  private readonly reading = new FreshReading(() => this.learn());
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(CategoryRegistry) private readonly categories: CategoryRegistry,
    @Inject(Broadcast) private readonly broadcast: Broadcast,
    private readonly config: TrackingItemsConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.unsubscribe = this.broadcast.subscribe(TOPIC, (from) => void (from === this.self || this.look()));
    await this.look();
    this.timer = setInterval(() => void this.look(this.reading.join()), this.config.maxStaleness);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.unsubscribe?.();
    await this.reading.ended();
  }

  /** What is held at this moment; `undefined` until it could be read once. */
  get current(): CatalogueSnapshot | undefined {
    return this.held;
  }

  /** What is held, read now if nothing is. @throws as {@link read} of core */
  async get(): Promise<CatalogueSnapshot> {
    return this.held ?? this.renew();
  }

  /** What the database holds now. @throws as {@link read} of core */
  async renew(): Promise<CatalogueSnapshot> {
    await this.reading.begin();
    return this.held!;
  }

  /** Takes in a change that this process has made, and tells the others of it. */
  async changed(): Promise<void> {
    const done = this.look();
    this.broadcast.publish(TOPIC, this.self);
    await done;
  }

  /** A failure leaves everything as it is, and the next look tries again. */
  private async look(reading = this.reading.begin()): Promise<void> {
    try {
      await reading;
    } catch (error) {
      this.faults.error('Cannot read the catalogue of tracking items; serving what is in memory', error);
    }
  }

  private async learn(): Promise<void> {
    const revision = await read(this.source, revisionOf);
    if (revision === this.held?.revision) return;
    this.held = await snapshot(this.source, (manager) => loadSnapshot(manager, this.categories.all));
    this.warn(this.held);
  }

  private warn({ items }: CatalogueSnapshot): void {
    const patterns = items.map(({ id, content }) => ({ id, cookies: content.cookies }));
    const dead = deadExpressions(patterns).filter((line) => !this.warned.has(line));
    if (dead.length === 0) return;
    for (const line of dead) this.warned.add(line);
    this.logger.warn(`These expressions match no cookie; write them in RE2's syntax: ${dead.join(', ')}`);
  }
}
