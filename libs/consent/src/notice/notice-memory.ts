import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Broadcast, seconds } from '@nest-privacy/core';
import { FaultLog, FreshReading, newId } from '@nest-privacy/core/kit';
import { read, snapshot } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { findNotice, hashesOf, newestVersions } from './notice-store.js';
import { type PublishedNotice } from './published-notice.js';

const TOPIC = 'nest-privacy:consent-notices';
/** Between two looks for as long as nothing is known, in milliseconds; also where nobody else is to be looked for. */
const UNTIL_KNOWN = seconds(1);
/** Earlier versions whose hashes are at hand. */
const HASHES = 1_000;

/** What memory holds of a site's notices. */
export interface SiteNotices {
  readonly active: PublishedNotice;
  /** Hex SHA-256 by version, the active one's included. */
  readonly hashes: ReadonlyMap<number, string>;
}

/**
 * The active notice of every site in memory, from which every request is served. A small query in each `notices.pollInterval`, or a word of another process,
 * tells of a new version; until then, and with the database away, the one before stays. A process that could not look at its start looks each second until it
 * could.
 */
@Injectable()
export class NoticeMemory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly faults = new FaultLog(NoticeMemory.name);
  private readonly self = newId();
  private readonly reading = new FreshReading(() => this.learn());
  private held: ReadonlyMap<string, SiteNotices> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private leave = (): void => {};

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Broadcast) private readonly broadcast: Broadcast,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.leave = this.broadcast.subscribe(TOPIC, (from) => void (from === this.self || this.look()));
    await this.look();
    this.poll();
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    this.leave();
    await this.reading.ended();
  }

  /** Whether the notices could be read once. */
  get isKnown(): boolean {
    return this.held !== undefined;
  }

  /** What is held of a site; `undefined` where it has published nothing, or that is not known. */
  of(siteId: string): SiteNotices | undefined {
    return this.held?.get(siteId);
  }

  /** Reads what the database holds now. @throws DatabaseUnavailableException */
  renew(): Promise<void> {
    return this.reading.begin();
  }

  /** Takes in a version that this process has published, and tells the others of it. */
  async changed(): Promise<void> {
    const done = this.look();
    this.broadcast.publish(TOPIC, this.self);
    await done;
  }

  /** Looks once; a failure leaves everything as it is, and the next look tries again. */
  async look(reading = this.reading.begin()): Promise<void> {
    try {
      await reading;
    } catch (error) {
      this.faults.error('Cannot read which notices are active; those in memory stay', error);
    }
  }

  private poll(): void {
    const { pollInterval } = this.config.notices;
    const pause = this.isKnown ? pollInterval : UNTIL_KNOWN;
    if (pause === 'off' || this.ended) return;
    this.timer = setTimeout(() => void this.look(this.reading.join()).then(() => this.poll()), pause);
    this.timer.unref();
  }

  private async learn(): Promise<void> {
    const newest = await read(this.source, newestVersions);
    const held = this.held ?? new Map<string, SiteNotices>();
    const news = [...newest].filter(([site, version]) => held.get(site)?.active.version !== version);
    if (this.held && news.length === 0) return;
    const learned = new Map(held);
    for (const [site, version] of news) learned.set(site, await this.load(site, version));
    this.held = learned;
  }

  private load(site: string, version: number): Promise<SiteNotices> {
    return snapshot(this.source, async (manager) => {
      const active = await findNotice(manager, site, version);
      if (!active) throw new Error(`the notice ${version} of the site ${site} is gone`);
      return { active, hashes: await hashesOf(manager, site, HASHES) };
    });
  }
}
