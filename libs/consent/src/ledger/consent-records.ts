import { Inject, Injectable } from '@nestjs/common';
import { hours, type Page } from '@nest-privacy/core';
import { decodeCursor, instantOfId, pageOf } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { Between, type DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { type StoredConsent } from '../decision/stored-consent.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';

/** A page to read; the newest comes first. */
export interface RecordPageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Which records an administrator wants. */
export interface LedgerFilter {
  readonly siteId: string;
  readonly subjectId?: string | undefined;
  /** Only records of these; none of them for an empty list. */
  readonly subjectIds?: readonly string[] | undefined;
  /** Milliseconds since the epoch, inclusive. */
  readonly from?: number | undefined;
  /** Milliseconds since the epoch, exclusive. */
  readonly until?: number | undefined;
}

/** Ids of before were made by the clock of the moment, which a record's own time may lead or follow. */
const EARLIER_IDS = hours(1);

/** Reads records and states. */
@Injectable()
export class ConsentRecords {
  constructor(@Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource) {}

  /** @throws ProblemException 400 `CURSOR_INVALID` */
  async page(filter: LedgerFilter, { limit, cursor }: RecordPageQuery): Promise<Page<ConsentRecordEntity>> {
    const { siteId, subjectId, subjectIds, from, until } = filter;
    if (subjectIds?.length === 0) return { items: [], nextCursor: null };
    const query = this.records().where('record.siteId = :siteId', { siteId });
    if (subjectId !== undefined) query.andWhere('record.subjectId = :subjectId', { subjectId });
    if (subjectIds !== undefined) query.andWhere('record.subjectId IN (:...subjectIds)', { subjectIds });
    if (from !== undefined) query.andWhere('record.receivedAt >= :from', { from });
    if (until !== undefined) query.andWhere('record.receivedAt < :until', { until });
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, ['instant', 'id']);
      query.andWhere('(record.receivedAt, record.id) < (:at, :id)', { at, id });
    }
    query
      .orderBy('record.receivedAt', 'DESC')
      .addOrderBy('record.id', 'DESC')
      .take(limit + 1);
    const rows = await read(this.source, () => query.getMany());
    return pageOf(rows, limit, (row) => [row.receivedAt.getTime(), row.id]);
  }

  /** One record of this subject; `null` when there is none, or it is another's. */
  find(siteId: string, subjectId: string, id: string): Promise<ConsentRecordEntity | null> {
    return read(this.source, (manager) => manager.findOneBy(ConsentRecordEntity, { siteId, subjectId, id }));
  }

  /**
   * The record in which a subject said something.
   *
   * @param stored where the subject stands
   * @param at milliseconds since the epoch
   * @returns the record by which the subject stands, where nothing was recorded of it at that time: it carries on what another subject of the same user said
   */
  async saidAt({ siteId, subjectId, recordId }: StoredConsent, at: number): Promise<ConsentRecordEntity | null> {
    const then = { siteId, subjectId, receivedAt: new Date(at) };
    const said = await read(this.source, (manager) => manager.findOneBy(ConsentRecordEntity, then));
    return said ?? this.find(siteId, subjectId, recordId);
  }

  /** One record, whoever's it is; `null` when none of these sites has it. */
  async findOf(siteIds: readonly string[], id: string): Promise<ConsentRecordEntity | null> {
    const at = instantOfId(id);
    const within = (from: number, until: number): Promise<ConsentRecordEntity | null> =>
      read(this.source, (manager) =>
        manager.findOneBy(ConsentRecordEntity, {
          siteId: In([...siteIds]),
          receivedAt: Between(new Date(from), new Date(until)),
          id,
        }),
      );
    return (await within(at, at)) ?? within(at - EARLIER_IDS, at + EARLIER_IDS);
  }

  findByKey(siteId: string, subjectId: string, idempotencyKey: string): Promise<ConsentRecordEntity | null> {
    return read(this.source, (manager) =>
      manager.findOneBy(ConsentRecordEntity, { siteId, subjectId, idempotencyKey }),
    );
  }

  state(siteId: string, subjectId: string): Promise<ConsentStateEntity | null> {
    return read(this.source, (manager) => manager.findOneBy(ConsentStateEntity, { siteId, subjectId }));
  }

  private records(): SelectQueryBuilder<ConsentRecordEntity> {
    return this.source.manager.createQueryBuilder(ConsentRecordEntity, 'record');
  }
}
