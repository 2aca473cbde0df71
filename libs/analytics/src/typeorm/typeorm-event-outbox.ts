import { Inject, Injectable } from '@nestjs/common';
import { Clock, seconds } from '@nest-privacy/core';
import { dataSourceOf, dialectOf, read, tableOf, transact, write } from '@nest-privacy/core/typeorm';
import { DataSource, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsOutboxEntity } from '../entities/analytics-outbox.entity.js';
import { type EventOutbox, type OutboxSize, type OutboxTransaction, type WaitingEvent } from '../store/event-outbox.js';
import { outboxDataSource, outboxTransaction } from '../store/outbox-misuse.js';
import { eventInRow, outboxRow } from './outbox-row.js';
import { SaltVault } from './salt-vault.js';

/** Whoever took events and did not settle them by then is taken for gone; a batch takes much less. */
const LEASE = seconds(30);
const AT_ONCE = 500;

/** Keeps events in a table of the DataSource, so that the application's transactions reach it. */
@Injectable()
export class TypeOrmEventOutbox implements EventOutbox {
  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    private readonly salts: SaltVault,
  ) {}

  within(given: unknown): OutboxTransaction {
    const manager = given as EntityManager | null | undefined;
    const runner = manager?.queryRunner;
    if (!manager || !runner?.isTransactionActive) throw outboxTransaction();
    if (dataSourceOf(runner) !== this.source) throw outboxDataSource();
    return {
      saltOf: (day) => this.salts.saltWithin(day, manager),
      add: async (events) => {
        const now = this.clock.now();
        if (events.length > 0)
          await manager.insert(
            AnalyticsOutboxEntity,
            events.map((event) => outboxRow(event, now)),
          );
      },
    };
  }

  async claim(limit: number): Promise<readonly WaitingEvent[]> {
    const now = this.clock.now();
    // On SQLite whoever may write keeps others waiting, which is not worth it to learn that nothing is there.
    const isWaiting = await read(this.source, (manager) =>
      dueIn(manager, now).select('row.id', 'id').getRawOne<unknown>(),
    );
    if (isWaiting === undefined) return [];
    const rows = await transact(this.source, async (manager) => {
      const query = dueIn(manager, now).orderBy('row.due').addOrderBy('row.id').limit(limit);
      if (dialectOf(this.source) === 'postgres') query.setLock('pessimistic_write').setOnLocked('skip_locked');
      const found = await query.getMany();
      if (found.length > 0) await this.lease(found, now + LEASE, manager);
      return found;
    });
    return rows.map((row) => ({ id: row.id, tries: row.tries + 1, event: eventInRow(row) }));
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await write(this.source, (manager) => manager.delete(AnalyticsOutboxEntity, { id: In([...ids]) }));
  }

  async park(ids: readonly string[]): Promise<void> {
    await write(this.source, (manager) => manager.update(AnalyticsOutboxEntity, { id: In([...ids]) }, { due: null }));
  }

  async forgetParked(before: number): Promise<void> {
    // In milliseconds, as the column has it: TypeORM 0.3 transforms no value within a comparison.
    await write(this.source, (manager) =>
      manager
        .createQueryBuilder()
        .delete()
        .from(AnalyticsOutboxEntity)
        .where('due IS NULL AND created < :before', { before })
        .execute(),
    );
  }

  async forget(visitors: readonly string[]): Promise<number> {
    let forgotten = 0;
    for (let i = 0; i < visitors.length; i += AT_ONCE) {
      const visitor = In(visitors.slice(i, i + AT_ONCE));
      const { affected } = await write(this.source, (manager) => manager.delete(AnalyticsOutboxEntity, { visitor }));
      forgotten += affected ?? 0;
    }
    return forgotten;
  }

  async size(): Promise<OutboxSize> {
    const row = await read(this.source, (manager) =>
      manager
        .createQueryBuilder(AnalyticsOutboxEntity, 'row')
        .select('COUNT(*)', 'all')
        .addSelect('COUNT(row.due)', 'waiting')
        .getRawOne<Record<'all' | 'waiting', string | number>>(),
    );
    const waiting = Number(row!.waiting);
    return { waiting, parked: Number(row!.all) - waiting };
  }

  private async lease(rows: readonly AnalyticsOutboxEntity[], until: number, manager: EntityManager): Promise<void> {
    const tries = tableOf(this.source, AnalyticsOutboxEntity).column('tries');
    const id = In(rows.map((row) => row.id));
    await manager.update(AnalyticsOutboxEntity, { id }, { due: new Date(until), tries: () => `${tries} + 1` });
  }
}

/** In milliseconds, as the column has it. */
const dueIn = (manager: EntityManager, now: number): SelectQueryBuilder<AnalyticsOutboxEntity> =>
  manager.createQueryBuilder(AnalyticsOutboxEntity, 'row').where('row.due <= :now', { now }).limit(1);
