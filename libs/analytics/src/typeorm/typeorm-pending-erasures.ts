import { Inject, Injectable } from '@nestjs/common';
import { Clock, minutes, seconds } from '@nest-privacy/core';
import { dialectOf, read, transact, write } from '@nest-privacy/core/typeorm';
import { DataSource, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsPendingErasureEntity } from '../entities/analytics-pending-erasure.entity.js';
import { type ErasureTurn, type PendingErasures } from '../store/pending-erasures.js';

/** Whoever took visitors and is not done by then is taken for gone; that two erase the same does no harm. */
const LEASE = minutes(1);
/** By then a batch that was being stored when its visitor was erased is stored. */
const SECOND_TURN = seconds(5);
const TURNS = 2;
const AT_ONCE = 500;

/** Keeps in a table who is to be erased. */
@Injectable()
export class TypeOrmPendingErasures implements PendingErasures {
  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async add(visitors: readonly string[]): Promise<void> {
    const due = new Date(this.clock.now());
    const distinct = [...new Set(visitors)];
    for (let i = 0; i < distinct.length; i += AT_ONCE) {
      const rows = distinct.slice(i, i + AT_ONCE).map((visitor) => ({ visitor, due, turns: 0 }));
      await write(this.source, (manager) => manager.upsert(AnalyticsPendingErasureEntity, rows, ['visitor']));
    }
  }

  async take(limit: number): Promise<ErasureTurn> {
    const now = this.clock.now();
    const until = now + LEASE;
    // On SQLite whoever may write keeps others waiting, which is not worth it to learn that nothing is there.
    const isWaiting = await read(this.source, (manager) => dueIn(manager, now).getExists());
    if (!isWaiting) return { visitors: [], until };
    const taken = await transact(this.source, async (manager) => {
      const query = dueIn(manager, now).orderBy('row.due').addOrderBy('row.visitor').limit(limit);
      if (dialectOf(this.source) === 'postgres') query.setLock('pessimistic_write').setOnLocked('skip_locked');
      const visitors = (await query.getMany()).map(({ visitor }) => visitor);
      if (visitors.length > 0)
        await manager.update(AnalyticsPendingErasureEntity, { visitor: In(visitors) }, { due: new Date(until) });
      return visitors;
    });
    return { visitors: taken, until };
  }

  async done({ visitors, until }: ErasureTurn): Promise<void> {
    const again = new Date(this.clock.now() + SECOND_TURN);
    await transact(this.source, async (manager) => {
      const where = { visitor: In([...visitors]), due: new Date(until) };
      const rows = await manager.findBy(AnalyticsPendingErasureEntity, where);
      const over = rows.filter(({ turns }) => turns + 1 >= TURNS);
      const left = rows.filter(({ turns }) => turns + 1 < TURNS);
      if (over.length > 0) await manager.remove(over);
      if (left.length > 0)
        await manager.save(left.map((row) => Object.assign(row, { due: again, turns: row.turns + 1 })));
    });
  }
}

const dueIn = (manager: EntityManager, now: number): SelectQueryBuilder<AnalyticsPendingErasureEntity> =>
  // In milliseconds, as the column has it: TypeORM 0.3 transforms no value within a comparison.
  manager.createQueryBuilder(AnalyticsPendingErasureEntity, 'row').where('row.due <= :now', { now });
