import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Broadcast, Clock } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { ChangeMemory } from './change-memory.js';
import { type Fingerprint, fingerprintOf } from './fingerprint.js';
import { NewestDecisions } from './newest-decisions.js';

/** Its messages are `<fingerprint>:<milliseconds since the epoch>`, and name nobody. */
const TOPIC = 'consent-changes-1';
const MESSAGE = /^(\d{1,16}):(\d{1,16})$/;

/** A cookie as long as it is not known whether it still counts: refusals stand, and no grant does. */
const unproven = (cookie: StoredConsent, now: number): StoredConsent => ({
  ...cookie,
  validUntil: Math.min(cookie.decidedAt, now),
});

/** How often the database is asked for one request while newer decisions are heard of; each time is one more decision of the same visitor. */
const MOST_QUESTIONS = 3;

/** What memory holds, for whoever watches it. */
export interface RevocationFigures {
  /** Changed subjects in memory. */
  readonly size: number;
  readonly capacity: number;
  /** Bytes that they take. */
  readonly bytes: number;
  /** Those that newer ones drove out since the start. */
  readonly evicted: number;
  /** Cookies of before are asked about, unless they have run out. `null` when memory holds all that matters. */
  readonly knownFrom: Date | null;
}

/**
 * Which cookies a newer decision of the same subject replaced, so that a copied or older one cannot bring back what was withdrawn. First decisions are
 * not kept, for no older cookie exists. Fed by this process' own writes, by the news of others, and by {@link RevocationPoller}. What memory cannot tell the database
 * is asked once; until it has answered, a cookie grants nothing.
 */
@Injectable()
export class ConsentRevocations implements OnModuleInit, OnModuleDestroy {
  private readonly memory: ChangeMemory;
  /** Which cookies were found to be the newest, and in which state of what is known. */
  private readonly confirmed = new WeakMap<StoredConsent, number>();
  /** Cookies of which the database could not say, where it must, whether they are the newest. */
  private readonly unread = new WeakSet<StoredConsent>();
  private state = 0;
  private evicted = 0;
  /** Changes of before were never read; none was, until the first reading is done. */
  private readFrom = Infinity;
  private leave = (): void => {};

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Broadcast) private readonly broadcast: Broadcast,
    private readonly newest: NewestDecisions,
    private readonly ports: Ports,
  ) {
    this.memory = new ChangeMemory(config.revocations.capacity);
  }

  onModuleInit(): void {
    this.leave = this.broadcast.subscribe(TOPIC, (message) => this.hear(message));
    this.ports.metrics.gauge('consent_revocations_items', () => this.memory.size);
  }

  onModuleDestroy(): void {
    this.leave();
  }

  get figures(): RevocationFigures {
    const { size, bytes } = this.memory;
    const { capacity } = this.config.revocations;
    const horizon = Math.min(Math.max(this.memory.horizon, this.readFrom), this.clock.now());
    const isWhole = horizon <= this.oldestThatMatters;
    return { size, capacity, bytes, evicted: this.evicted, knownFrom: isWhole ? null : new Date(horizon) };
  }

  /** No cookie of before can still count, in milliseconds since the epoch. */
  get oldestThatMatters(): number {
    return this.clock.now() - Math.max(...Object.values(this.config.validity));
  }

  /** Makes every cookie of the subject that is older than `stored` count as `stored`, and tells the other processes. */
  supersede(stored: StoredConsent): void {
    const fingerprint = fingerprintOf(stored.siteId, stored.subjectId);
    this.learn(fingerprint, stored.decidedAt);
    this.newest.put(stored);
    this.broadcast.publish(TOPIC, `${fingerprint}:${stored.decidedAt}`);
  }

  /** Learns that a subject changed a decision at an instant, in milliseconds since the epoch. */
  learn(fingerprint: Fingerprint, decidedAt: number): void {
    this.state += 1;
    this.newest.outdate(fingerprint, decidedAt);
    const lost = this.memory.put(fingerprint, decidedAt);
    if (lost === 0) return;
    this.evicted += lost;
    this.ports.metrics.count('consent_revocations_evicted_total', {}, lost);
  }

  /** Takes note that all changes from an instant on are learned, in milliseconds since the epoch. */
  learnedFrom(instant: number): void {
    this.state += 1;
    this.readFrom = instant;
  }

  /** Drops, a part at a time, what no cookie can be older than. */
  sweep(): void {
    this.state += 1;
    this.memory.sweep(this.oldestThatMatters);
  }

  /** What counts in place of a cookie as far as is known at once: itself, or a newer decision. Where that is not known the question is begun. */
  newestOf(cookie: StoredConsent): StoredConsent {
    if (this.isNewest(cookie)) return cookie;
    const answer = this.unread.has(cookie) ? undefined : this.answerFor(cookie);
    if (answer === undefined) void this.newest.ask(cookie);
    return answer && answer.decidedAt >= cookie.decidedAt ? answer : unproven(cookie, this.clock.now());
  }

  /** Whether it is known at once what counts in place of a cookie. */
  isKnown(cookie: StoredConsent): boolean {
    return this.isNewest(cookie) || (!this.unread.has(cookie) && this.answerFor(cookie) !== undefined);
  }

  /** Asks the database where memory cannot tell what counts in place of a cookie; `undefined` where it can. Never rejects. */
  settle(cookie: StoredConsent): Promise<void> | undefined {
    if (this.config.identity.strict) return this.read(cookie);
    return this.isKnown(cookie) ? undefined : this.newest.ask(cookie).then(() => {});
  }

  /** Where it was not read it grants nothing, whatever memory holds. */
  private async read(cookie: StoredConsent): Promise<void> {
    for (let asked = 1; ; asked++) {
      const isRead = await this.newest.askAnew(cookie);
      if (!isRead) {
        this.unread.add(cookie);
        return;
      }
      this.unread.delete(cookie);
      const answer = this.newest.get(cookie);
      if (answer && answer.decidedAt > cookie.decidedAt)
        this.learn(fingerprintOf(cookie.siteId, cookie.subjectId), answer.decidedAt);
      // What was heard of meanwhile may be newer than what was read.
      if (asked === MOST_QUESTIONS || this.isKnown(cookie)) return;
    }
  }

  /** What the database said; `undefined` where it said nothing yet, or spoke before a newer decision that was heard of. */
  private answerFor(cookie: StoredConsent): StoredConsent | null | undefined {
    const answer = this.newest.get(cookie);
    if (!answer) return answer;
    const { siteId, subjectId, decidedAt } = answer;
    return this.memory.isNewest(fingerprintOf(siteId, subjectId), decidedAt) === false ? undefined : answer;
  }

  /** Where memory cannot tell of a cookie that has run out nobody is asked: it grants nothing anyway. */
  private isNewest(cookie: StoredConsent): boolean {
    return this.isNewestInMemory(cookie) ?? this.clock.now() >= cookie.validUntil;
  }

  /** Looked up once for as long as nothing is learned: a busy visitor is asked about several times in a request. `undefined` where memory cannot tell. */
  private isNewestInMemory(cookie: StoredConsent): boolean | undefined {
    if (this.unread.has(cookie)) return false;
    if (this.confirmed.get(cookie) === this.state) return true;
    const { siteId, subjectId, decidedAt } = cookie;
    const isNewest = this.memory.isNewest(fingerprintOf(siteId, subjectId), decidedAt);
    // What was never read may tell of a newer one, and what is known of a newer one is true whatever else was read.
    if (isNewest === true && decidedAt < this.readFrom) return undefined;
    if (isNewest === true) this.confirmed.set(cookie, this.state);
    return isNewest;
  }

  private hear(message: string): void {
    const [, fingerprint, decidedAt] = MESSAGE.exec(message) ?? [];
    if (fingerprint !== undefined) this.learn(Number(fingerprint), Number(decidedAt));
  }
}
