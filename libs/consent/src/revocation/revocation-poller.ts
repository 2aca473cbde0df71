import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { ChangeFeed, type FeedRange } from './change-feed.js';
import { ClockSkew } from './clock-skew.js';
import { ConsentRevocations } from './consent-revocations.js';
import { fingerprintOf } from './fingerprint.js';

/**
 * Learns of decisions that other processes replaced, with two small questions in each interval and none in a request. At start it reads all that still
 * matters, page by page, before requests are taken.
 */
@Injectable()
export class RevocationPoller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RevocationPoller.name);
  /** All changes below this number are learned; `null` before the first look. */
  private learnedUntil: number | null = null;
  private succeededAt: number | null = null;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private failing = false;

  constructor(
    @Inject(ChangeFeed) private readonly feed: ChangeFeed,
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly revocations: ConsentRevocations,
    private readonly skew: ClockSkew,
  ) {}

  /** When the last look succeeded, in milliseconds since the epoch; `null` when none did. */
  get lookedAt(): number | null {
    return this.succeededAt;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.poll();
    this.tellWhatIsMissing();
    const { pollInterval } = this.config.revocations;
    if (pollInterval === 'off') return;
    this.timer = setInterval(() => void this.poll(), pollInterval);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Looks once; calls that meet share one look. A failure is logged once and the next look tries again. */
  poll(): Promise<void> {
    return (this.running ??= this.look().finally(() => (this.running = undefined)));
  }

  private async look(): Promise<void> {
    try {
      await this.learn();
      this.revocations.sweep();
      this.succeededAt = this.clock.now();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.error(`Cannot read which decisions were replaced; trying again. ${String(error)}`);
      this.failing = true;
    }
  }

  private async learn(): Promise<void> {
    const askedAt = this.clock.now();
    const { settled, next, clock } = await this.feed.position();
    if (clock !== null && this.config.revocations.pollInterval !== 'off') this.skew.measure(askedAt, clock);
    // A database that was restored elsewhere counts anew; what it holds has numbers that mean nothing any more.
    const isNew = this.learnedUntil === null || next < this.learnedUntil;
    if (isNew) await this.learnAll();
    else await this.learnPages({ after: this.learnedUntil! - 1, before: next, since: 0 });
    this.learnedUntil = settled;
  }

  private async learnAll(): Promise<void> {
    const since = this.revocations.oldestThatMatters;
    await this.learnPages({ after: Number.MIN_SAFE_INTEGER, before: Number.MAX_SAFE_INTEGER, since });
    this.revocations.learnedFrom(since);
  }

  private async learnPages(range: FeedRange): Promise<void> {
    for (let after: number | null = range.after; after !== null;) {
      const { changes, last } = await this.feed.page({ ...range, after });
      for (const { siteId, subjectId, decidedAt } of changes)
        this.revocations.learn(fingerprintOf(siteId, subjectId), decidedAt);
      after = last;
    }
  }

  private tellWhatIsMissing(): void {
    const { size, evicted, knownFrom } = this.revocations.figures;
    if (knownFrom === null || evicted === 0) return;
    this.logger.warn(
      `Memory holds ${size} changed decisions and had no room for ${evicted} more: who comes with a cookie from before ${knownFrom.toISOString()} is ` +
        'looked up in the database once. Raise revocations.capacity of ConsentModule to avoid it',
    );
  }
}
