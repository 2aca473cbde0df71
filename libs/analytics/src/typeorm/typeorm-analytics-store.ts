import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { dialectOf, transact } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsConfig } from '../analytics.config.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { completedEvent } from '../event/completed-event.js';
import { dayOf } from '../fold/days.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { faultOfMember } from '../store/event-check.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';
import { EventCoder, type PreparedEvent } from './coding/event-coder.js';
import { TermDictionary } from './coding/term-dictionary.js';
import { TermQuota } from './coding/term-quota.js';
import { TermTable } from './coding/term-table.js';
import { dataFaultOf } from './data-fault.js';
import { ErasedVisitors } from './erased-visitors.js';
import { type EventParticipant, EventParticipants } from './event-participant.js';
import { EventPartitions } from './upkeep/event-partitions.js';
import { LateMonths } from './upkeep/late-months.js';
import { BatchWriter } from './writing/batch-writer.js';
import { AnotherTryError } from './writing/another-try.error.js';
import { GroupCommit } from './writing/group-commit.js';
import { NumberSupply } from './writing/number-supply.js';
import { type VisitorDayKey } from './writing/visitor-day-table.js';

/** Tries at a transaction that finds out what it has to lock. */
const TRIES = 10;
/** Groups of batches that are stored at once on PostgreSQL: one is made ready here while the database works on the other. */
const GROUPS_AT_ONCE = 2;

/**
 * Keeps events in PostgreSQL or SQLite: a batch is one transaction, in which the events that are new are inserted, put into visits and added to the sums, so that these can never disagree.
 * Idempotent by the events' ids, and indifferent to the order in which they come.
 */
@Injectable()
export class TypeOrmAnalyticsStore implements AnalyticsStore {
  private readonly coder: EventCoder;
  private readonly visitNumbers: NumberSupply;
  private readonly erased: ErasedVisitors;
  private readonly partitions: EventPartitions;
  private readonly late: LateMonths;
  private readonly group: GroupCommit<AnalyticsEvent>;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(AnalyticsConfig) { newTextsPerHour }: Pick<AnalyticsConfig, 'newTextsPerHour'>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(EventParticipants) private readonly participants: readonly EventParticipant[],
    ports: Ports = new Ports(),
  ) {
    this.erased = new ErasedVisitors(source);
    this.partitions = new EventPartitions(source);
    this.late = new LateMonths(source);
    this.visitNumbers = new NumberSupply(source, 'visits');
    this.group = new GroupCommit(
      (batches) => this.write(batches),
      () => (dialectOf(source) === 'postgres' ? GROUPS_AT_ONCE : 1),
    );
    const now = (): number => clock.now();
    const quota = new TermQuota(source, newTextsPerHour);
    this.coder = new EventCoder(source, new TermDictionary(new TermTable(source), quota, now, ports), quota, now);
  }

  get isOpen(): boolean {
    return this.source.isInitialized;
  }

  async append(given: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    const offered = given.map(completedEvent);
    for (const event of offered) {
      const member = faultOfMember(event);
      if (member !== undefined) throw new UnstorableEventError(`its "${member}" is not as it must be`);
    }
    if (this.participants.length === 0) return this.group.append(offered);
    // Whoever takes part sees one batch in one transaction, and may fail it.
    const [fresh] = await this.write([offered]);
    return fresh!;
  }

  /** @returns of each batch what was new; an event of two of them is new in the first */
  private async write(
    batches: readonly (readonly AnalyticsEvent[])[],
  ): Promise<readonly (readonly AnalyticsEvent[])[]> {
    const events = await this.erased.without(batches.flat());
    if (events.length === 0) return batches.map(() => []);
    await this.partitions.ensureFor(events, this.clock.now());
    await this.late.note(events, this.clock.now());
    const prepared = await this.coder.code(events);
    const stored = await this.store(prepared);
    const fresh = new Set(stored.map(({ event }) => event));
    return batches.map((batch) => batch.filter((event) => fresh.delete(event)));
  }

  private async store(prepared: readonly PreparedEvent[]): Promise<readonly PreparedEvent[]> {
    const further: VisitorDayKey[] = [];
    for (let tried = 1; ; tried++)
      try {
        return await this.tryToStore(prepared, further, tried === 1 ? 'unexpected' : 'sought');
      } catch (error) {
        if (!(error instanceof AnotherTryError) || tried === TRIES) throw error;
        further.push(...error.keys);
      }
  }

  private async tryToStore(
    prepared: readonly PreparedEvent[],
    further: readonly VisitorDayKey[],
    duplicates: 'sought' | 'unexpected',
  ): Promise<readonly PreparedEvent[]> {
    const newVisit = await this.visitNumbers.reserve(prepared.length);
    return transact(this.source, async (manager) => {
      const writer = new BatchWriter(this.source, manager, newVisit, dayOf(this.clock.now()), further, duplicates);
      // What the database refuses of the participants is no fault of the events.
      const fresh = await writer.write(prepared).catch(refused);
      const events = fresh.map(({ event }) => event);
      if (events.length > 0) for (const participant of this.participants) await participant.stored(events, manager);
      return fresh;
    });
  }
}

/** @throws UnstorableEventError where the database refused what it was given, and else what it was */
function refused(error: unknown): never {
  const code = dataFaultOf(error);
  throw code === undefined ? error : new UnstorableEventError(`the database refuses it (${code})`, error);
}
