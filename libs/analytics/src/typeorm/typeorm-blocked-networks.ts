import { Inject, Injectable } from '@nestjs/common';
import {
  dialectOf,
  isUniqueViolation,
  perDataSource,
  read,
  tableOf,
  transact,
  write,
} from '@nest-privacy/core/typeorm';
import { type DataSource, MoreThan } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsBlockedEntity } from '../entities/analytics-blocked.entity.js';
import { type BlockedNetwork, type BlockedNetworks, type BlockingOutcome } from '../store/blocked-networks.js';

const rowOf = (entry: BlockedNetwork): AnalyticsBlockedEntity => ({ ...entry, site: entry.site ?? '' });
const entryOf = (row: AnalyticsBlockedEntity): BlockedNetwork => ({ ...row, site: row.site === '' ? null : row.site });

const statements = perDataSource((source) => {
  const table = tableOf(source, AnalyticsBlockedEntity);
  const place = dialectOf(source) === 'postgres' ? '$1' : '?';
  return {
    sum: table.sql('SELECT COUNT(*) AS "entries", SUM({revision}) AS "sum" FROM {}'),
    // Written out, for TypeORM 0.3 gives a condition of `delete` to the database without the column's transformer.
    ended: table.sql(`DELETE FROM {} WHERE {expires_at} <= ${place}`),
  };
});

/** The blocked networks in a table. */
@Injectable()
export class TypeOrmBlockedNetworks implements BlockedNetworks {
  constructor(@Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource) {}

  async revision(): Promise<string> {
    const [row] = await read(this.source, (manager) =>
      manager.query<{ entries: number | string; sum: number | string | null }[]>(statements(this.source).sum),
    );
    return `${row!.entries} ${row!.sum ?? 0}`;
  }

  async all(): Promise<readonly BlockedNetwork[]> {
    return (await read(this.source, (manager) => manager.find(AnalyticsBlockedEntity))).map(entryOf);
  }

  async some(after: string | undefined, count: number): Promise<readonly BlockedNetwork[]> {
    const rows = await read(this.source, (manager) =>
      manager.find(AnalyticsBlockedEntity, {
        where: after === undefined ? {} : { id: MoreThan(after) },
        order: { id: 'ASC' },
        take: count,
      }),
    );
    return rows.map(entryOf);
  }

  async get(id: string): Promise<BlockedNetwork | undefined> {
    const row = await read(this.source, (manager) => manager.findOneBy(AnalyticsBlockedEntity, { id }));
    return row ? entryOf(row) : undefined;
  }

  async add(entry: BlockedNetwork, most: number): Promise<BlockingOutcome> {
    try {
      return await transact(this.source, async (manager) => {
        await manager.query(statements(this.source).ended, [entry.createdAt.getTime()]);
        if ((await manager.count(AnalyticsBlockedEntity)) >= most) return 'full';
        await manager.insert(AnalyticsBlockedEntity, rowOf(entry));
        return 'added';
      });
    } catch (error) {
      if (isUniqueViolation(error)) return 'known';
      throw error;
    }
  }

  async change(entry: BlockedNetwork, revision: number): Promise<boolean> {
    const { id, reason, expiresAt } = entry;
    const change = { reason, expiresAt, revision: entry.revision };
    const { affected } = await write(this.source, (manager) =>
      manager.update(AnalyticsBlockedEntity, { id, revision }, change),
    );
    return affected === 1;
  }

  async remove(id: string, revision: number): Promise<boolean> {
    const { affected } = await write(this.source, (manager) =>
      manager.delete(AnalyticsBlockedEntity, { id, revision }),
    );
    return affected === 1;
  }
}
