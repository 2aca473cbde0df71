import { Inject, Injectable } from '@nestjs/common';
import { Clock, minutes } from '@nest-privacy/core';
import { type EntityManager } from 'typeorm';
import { type RecordCursor } from '../ledger/record-cursor.js';
import { RecordFeed } from '../ledger/record-feed.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { LATEST } from './late-bound.js';
import { SEALER } from './ledger-seals.js';
import { SEALED_MEMBERS, type UnsealedRecord } from './unsealed-record.js';

/** Between two looks. */
const INTERVAL = minutes(5);
/** Records that are looked at in one transaction. */
const BATCH = 1_000;

/** What is made of records that the sealer may have passed. */
type Take = (records: readonly UnsealedRecord[], manager: EntityManager) => Promise<void>;

/**
 * Looks behind the sealer: records without a number are followed by the clocks of their writers, and one whose clock is more than a minute slow adds them where the
 * sealer has been already. Where every record has a number there is nothing to look at.
 */
@Injectable()
export class LateRecords {
  /** How far this look has come; `null` between two. */
  private place: RecordCursor['earlier'] | null = null;
  private nextAt = -Infinity;
  /** Whether the look that is under way is the first after a pause. */
  private resumes = true;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly feed: RecordFeed,
    private readonly followers: RecordFollowers,
  ) {}

  /** Whether a pause ended of which the look is not done: what is sealed before that would make backdated records of those that are late. */
  get isFirst(): boolean {
    return this.resumes;
  }

  /**
   * Looks one step further, where it is time to: at once after a start or a pause, from where the sealer stopped.
   *
   * @param take is given all there are, also those that are sealed; nobody else seals meanwhile
   * @returns whether there may be more at once
   */
  async look(take: Take): Promise<boolean> {
    const now = this.clock.now();
    if (this.place === null && now < this.nextAt) return false;
    this.resumes ||= now >= this.nextAt + INTERVAL;
    const begin = (this.place ??= [Math.min(now, (await this.followers.movedAt(SEALER)) ?? now) - LATEST, '']);
    const end = (await this.followers.find(SEALER))?.earlier;
    const passed = end ? await this.feed.passed(begin, end, { limit: BATCH, members: SEALED_MEMBERS }) : [];
    if (passed.length > 0 && !(await this.taken(passed, take))) return false;
    const last = passed.at(-1);
    this.place = passed.length === BATCH && last ? [last.receivedAt.getTime(), last.id] : null;
    this.nextAt = now + INTERVAL;
    this.resumes &&= this.place !== null;
    return this.place !== null;
  }

  /** @returns whether nobody else was sealing just then */
  private async taken(records: readonly UnsealedRecord[], take: Take): Promise<boolean> {
    const done = await this.followers.alone(SEALER, async (manager) => {
      await take(records, manager);
      return true;
    });
    return done ?? false;
  }
}
