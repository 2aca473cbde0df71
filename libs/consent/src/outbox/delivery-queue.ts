import { Inject, Injectable } from '@nestjs/common';
import { Clock, type Page } from '@nest-privacy/core';
import { decodeCursor, pageOf } from '@nest-privacy/core/kit';
import { dialectOf, read, tableOf, transact, write } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, In, LessThan, type SelectQueryBuilder } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentDeliveryEntity, type DeliveryStatus } from '../entities/consent-delivery.entity.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';

/** What became of a delivery. */
export type DeliveryResult = Partial<
  Pick<ConsentDeliveryEntity, 'status' | 'dueAt' | 'attemptedAt' | 'lastStatus' | 'lastError'>
>;

/** Which deliveries of a target. */
export interface DeliveryFilter {
  readonly status?: DeliveryStatus | undefined;
  /** Milliseconds since the epoch, inclusive; of the change. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly until?: number | undefined;
}

/** What the deliveries of a target come to. */
export interface DeliveryFigures {
  readonly pending: number;
  readonly parked: number;
  /** `null` while none waits. */
  readonly oldestPendingAt: Date | null;
}

type FigureRow = Readonly<Record<'target' | 'status' | 'count' | 'oldest', string>>;

/** Of a target of which none waits, and none was given up. */
export const NO_DELIVERIES: DeliveryFigures = { pending: 0, parked: 0, oldestPendingAt: null };

/** The last instant that a `Date` can be. */
const LATEST = 8.64e15;

/** The deliveries that are to be made, and those that were. */
@Injectable()
export class DeliveryQueue {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Queues records for a target, by the manager of the transaction in which its cursor moves. */
  async add(target: string, records: readonly ConsentRecordEntity[], manager: EntityManager): Promise<void> {
    if (records.length === 0) return;
    const now = new Date(this.clock.now());
    const rows = records.map(({ id, subjectId, receivedAt }) => ({
      target,
      recordId: id,
      subjectId,
      receivedAt,
      status: 'pending' as const,
      attempts: 0,
      dueAt: now,
      queuedAt: now,
      attemptedAt: null,
      lastStatus: null,
      lastError: null,
    }));
    await manager.createQueryBuilder().insert().into(ConsentDeliveryEntity).values(rows).orIgnore().execute();
  }

  /**
   * Takes deliveries that are due, at most one of each subject and none before an earlier one of its subject is made. Nobody else takes them for a while, and then
   * somebody does, should this process die.
   *
   * @param lease milliseconds
   */
  claim(target: string, limit: number, lease: number): Promise<ConsentDeliveryEntity[]> {
    const now = this.clock.now();
    return transact(this.source, async (manager) => {
      const query = manager
        .createQueryBuilder(ConsentDeliveryEntity, 'delivery')
        .where(`delivery.target = :target AND delivery.status = 'pending' AND delivery.dueAt <= :now`, { target, now })
        .andWhere((outer) => `NOT EXISTS ${earlierIn(outer)}`)
        .orderBy('delivery.dueAt')
        .addOrderBy('delivery.receivedAt')
        .limit(limit);
      if (dialectOf(this.source) === 'postgres') query.setLock('pessimistic_write').setOnLocked('skip_locked');
      const due = await query.getMany();
      if (due.length > 0)
        await manager.update(
          ConsentDeliveryEntity,
          { target, recordId: In(due.map(({ recordId }) => recordId)) },
          {
            attempts: () => `${tableOf(this.source, ConsentDeliveryEntity).column('attempts')} + 1`,
            dueAt: new Date(now + lease),
          },
        );
      return due.map((delivery) => Object.assign(delivery, { attempts: delivery.attempts + 1 }));
    });
  }

  /** Says what became of a delivery that was claimed; nothing where somebody else has claimed it since, or made it. */
  async settle({ target, recordId, attempts }: ConsentDeliveryEntity, result: DeliveryResult): Promise<void> {
    const claimed = { target, recordId, attempts, status: 'pending' as const };
    await write(this.source, (manager) => manager.update(ConsentDeliveryEntity, claimed, result));
  }

  /** By target: how many wait, how many were given up, and since when the oldest waits; nothing of those of which none does. */
  async figures(target?: string): Promise<ReadonlyMap<string, DeliveryFigures>> {
    const query = this.source
      .createQueryBuilder(ConsentDeliveryEntity, 'delivery')
      .select(`delivery.target`, 'target')
      .addSelect('delivery.status', 'status')
      .addSelect('COUNT(*)', 'count')
      .addSelect(`MIN(delivery.queuedAt)`, 'oldest')
      .where(`delivery.status <> 'delivered'`)
      .groupBy('delivery.target')
      .addGroupBy('delivery.status');
    if (target !== undefined) query.andWhere('delivery.target = :target', { target });
    const rows = await read(this.source, () => query.getRawMany<FigureRow>());
    const found = new Map<string, DeliveryFigures>();
    for (const { target: id, status, count, oldest } of rows) {
      const known = found.get(id) ?? NO_DELIVERIES;
      const more = {
        [status]: Number(count),
        ...(status === 'pending' && { oldestPendingAt: new Date(Number(oldest)) }),
      };
      found.set(id, { ...known, ...more });
    }
    return found;
  }

  /** @throws ProblemException 400 `CURSOR_INVALID` */
  async page(
    target: string,
    filter: DeliveryFilter,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<ConsentDeliveryEntity>> {
    const query = this.source
      .createQueryBuilder(ConsentDeliveryEntity, 'delivery')
      .where('delivery.target = :target', { target });
    if (filter.status !== undefined) query.andWhere('delivery.status = :status', { status: filter.status });
    if (cursor !== undefined) query.andWhere('delivery.recordId < :id', { id: decodeCursor(cursor, ['id'])[0] });
    query.orderBy('delivery.recordId', 'DESC').limit(limit + 1);
    const rows = await read(this.source, () => query.getMany());
    return pageOf(rows, limit, ({ recordId }) => [recordId]);
  }

  /** Has deliveries made once more. @returns how many */
  async replay(target: string, { status, from, until }: DeliveryFilter): Promise<number> {
    const now = new Date(this.clock.now());
    const again = { status: 'pending' as const, attempts: 0, dueAt: now, queuedAt: now };
    const { affected } = await write(this.source, (manager) => {
      const query = manager.createQueryBuilder().update(ConsentDeliveryEntity).set(again).where({ target });
      if (status !== undefined) query.andWhere({ status });
      // In milliseconds, as the column has it: TypeORM 0.3 transforms no value within a comparison of what is changed.
      return query
        .andWhere('receivedAt >= :from AND receivedAt < :until', { from: from ?? 0, until: until ?? LATEST })
        .execute();
    });
    return affected ?? 0;
  }

  /**
   * Forgets deliveries of a target: those that were made, of changes from before an instant, by the time in their ids, which an index has in order; and those that
   * were not, queued before another.
   */
  async forget(target: string, before: { readonly delivered: number; readonly undelivered: number }): Promise<void> {
    const recordId = LessThan(
      before.delivered
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-'),
    );
    await write(this.source, (manager) =>
      manager.delete(ConsentDeliveryEntity, { target, recordId, status: 'delivered' }),
    );
    const status = In<DeliveryStatus>(['pending', 'parked']);
    await write(this.source, (manager) =>
      manager
        .createQueryBuilder()
        .delete()
        .from(ConsentDeliveryEntity)
        .where({ target, status })
        .andWhere('queuedAt < :undelivered', before)
        .execute(),
    );
  }

  /** Forgets everything of a target, by the manager of the transaction that forgets the target. */
  async drop(target: string, manager: EntityManager): Promise<void> {
    await manager.delete(ConsentDeliveryEntity, { target });
  }
}

const earlierIn = (outer: SelectQueryBuilder<ConsentDeliveryEntity>): string =>
  outer
    .subQuery()
    .select('1')
    .from(ConsentDeliveryEntity, 'earlier')
    .where(
      `earlier.target = delivery.target AND earlier.subjectId = delivery.subjectId AND earlier.status = 'pending' AND earlier.receivedAt < delivery.receivedAt`,
    )
    .getQuery();
