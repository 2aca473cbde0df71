import { Inject, Injectable } from '@nestjs/common';
import { type Page } from '@nest-privacy/core';
import { decodeCursor, pageOf } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { DataSource, In } from 'typeorm';
import { AuditEntryEntity } from '../entities/audit-entry.entity.js';
import { AuditTargetEntity } from '../entities/audit-target.entity.js';
import { RIGHTS_DATA_SOURCE } from '../rights.data-source.js';
import { PrivacyAuditLog } from './privacy-audit-log.js';

/** Which actions are wanted. */
export interface AuditFilter {
  readonly administrator?: string | undefined;
  /** Exactly as it is written down. */
  readonly action?: string | undefined;
  /** A value that the route was given, such as the id of a subject. */
  readonly target?: string | undefined;
  /** Milliseconds since the epoch, inclusive. */
  readonly from?: number | undefined;
  /** Milliseconds since the epoch, exclusive. */
  readonly until?: number | undefined;
}

/** An action, and how it ended as far as that is known. */
export interface AuditedEntry {
  readonly action: AuditEntryEntity;
  readonly reason: string | null;
  readonly outcome: AuditEntryEntity | null;
}

/** Reads the audit log. */
@Injectable()
export class AuditEntries {
  constructor(
    @Inject(RIGHTS_DATA_SOURCE) private readonly source: DataSource,
    private readonly log: PrivacyAuditLog,
  ) {}

  /**
   * Actions, the newest first.
   *
   * @throws ProblemException 400 `CURSOR_INVALID`
   */
  async page(
    filter: AuditFilter,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<Page<AuditedEntry>> {
    const { administrator, action, target, from, until } = filter;
    const query = this.source.manager.createQueryBuilder(AuditEntryEntity, 'entry').where(`entry.kind = 'action'`);
    if (administrator !== undefined) query.andWhere('entry.administrator = :administrator', { administrator });
    if (action !== undefined) query.andWhere('entry.action = :action', { action });
    if (from !== undefined) query.andWhere('entry.at >= :from', { from });
    if (until !== undefined) query.andWhere('entry.at < :until', { until });
    if (target !== undefined)
      query.andWhere(
        (part) =>
          `entry.id IN ${part.subQuery().select('named.entryId').from(AuditTargetEntity, 'named').where('named.value IN (:...spellings)').getQuery()}`,
        { spellings: this.log.spellingsOf(target) },
      );
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, ['instant', 'id']);
      query.andWhere('(entry.at, entry.id) < (:at, :id)', { at, id });
    }
    query
      .orderBy('entry.at', 'DESC')
      .addOrderBy('entry.id', 'DESC')
      .take(limit + 1);
    const rows = await read(this.source, () => query.getMany());
    const page = pageOf(rows, limit, (row) => [row.at.getTime(), row.id]);
    const outcomes = await this.outcomesOf(page.items);
    const items = page.items.map((one) => ({
      action: one,
      reason: this.log.reasonOf(one),
      outcome: outcomes.get(one.id) ?? null,
    }));
    return { ...page, items };
  }

  private async outcomesOf(actions: readonly AuditEntryEntity[]): Promise<ReadonlyMap<string, AuditEntryEntity>> {
    const actionId = In(actions.map(({ id }) => id));
    const found = await read(this.source, (manager) => manager.findBy(AuditEntryEntity, { kind: 'outcome', actionId }));
    return new Map(found.map((outcome) => [outcome.actionId, outcome]));
  }
}
