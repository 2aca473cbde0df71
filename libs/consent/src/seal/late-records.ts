import { Inject, Injectable } from '@nestjs/common';
import { Clock, hours, minutes } from '@nest-privacy/core';
import { type EntityManager } from 'typeorm';
import { type RecordCursor } from '../ledger/record-cursor.js';
import { RecordFeed } from '../ledger/record-feed.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { SEALER } from './ledger-seals.js';
import { SEALED_MEMBERS, type UnsealedRecord } from './unsealed-record.js';

/** Between two looks. */
const INTERVAL = minutes(5);
/** A clock that is slower than this is taken for a record that was backdated. */
const SLOWEST_CLOCK = hours(1);
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
  private nextAt: number | undefined;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    private readonly feed: RecordFeed,
    private readonly followers: RecordFollowers,
  ) {}

  /**
   * Looks one step further, where it is time to.
   *
   * @param take is given all there are, also those that are sealed; nobody else seals meanwhile
   * @returns whether there may be more at once
   */
  async look(take: Take): Promise<boolean> {
    const now = this.clock.now();
    this.nextAt ??= now + INTERVAL;
    if (this.place === null && now < this.nextAt) return false;
    const end = (await this.followers.find(SEALER))?.earlier;
    const begin = this.place ?? ([now - SLOWEST_CLOCK, ''] as const);
    const passed = end ? await this.feed.passed(begin, end, { limit: BATCH, members: SEALED_MEMBERS }) : [];
    if (passed.length > 0) await this.followers.alone(SEALER, (manager) => take(passed, manager));
    const last = passed.at(-1);
    this.place = passed.length === BATCH && last ? [last.receivedAt.getTime(), last.id] : null;
    this.nextAt = now + INTERVAL;
    return this.place !== null;
  }
}
