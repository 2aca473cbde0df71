import { type Entered, type LogContent, type LogEntry, type StandingContent } from '@nest-privacy/core/sealing';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource, In } from 'typeorm';
import { AuditEntryEntity } from '../entities/audit-entry.entity.js';
import { AuditPendingEntity } from '../entities/audit-pending.entity.js';
import { entryLeafHash } from './entry-leaf.js';

/** Ids in one statement. */
const PART = 500;

/** The entries of the audit log as what was sealed. */
export class AuditContent implements LogContent {
  constructor(private readonly source: DataSource) {}

  async of(_log: string, entries: readonly LogEntry[]): Promise<ReadonlyMap<string, StandingContent>> {
    const standing = new Map<string, StandingContent>();
    for (let i = 0; i < entries.length; i += PART) {
      const id = In(entries.slice(i, i + PART).map((entry) => entry.id));
      const rows = await read(this.source, (manager) => manager.findBy(AuditEntryEntity, { id }));
      for (const row of rows) standing.set(row.id, { hash: entryLeafHash(row), order: null });
    }
    return standing;
  }

  async between(
    _log: string,
    [at, id]: readonly [at: number, id: string],
    until: number,
    limit: number,
  ): Promise<readonly Entered[]> {
    const query = this.source.manager
      .createQueryBuilder(AuditEntryEntity, 'entry')
      .leftJoin(AuditPendingEntity, 'pending', 'pending.id = entry.id')
      .select('entry.id', 'id')
      .addSelect('entry.at', 'at')
      .addSelect('pending.id', 'pending')
      .where('(entry.at, entry.id) > (:at, :id)', { at, id })
      .andWhere('entry.at <= :until', { until })
      .orderBy('entry.at', 'ASC')
      .addOrderBy('entry.id', 'ASC')
      .limit(limit);
    const rows = await read(this.source, () =>
      query.getRawMany<{ id: string; at: string | number; pending: string | null }>(),
    );
    return rows.map((row) => ({ id: row.id, at: Number(row.at), isPending: row.pending !== null }));
  }
}
