import { Inject, Injectable } from '@nestjs/common';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';

/** Which records to go through. */
export interface RecordRange {
  readonly siteId: string;
  /** Milliseconds since the epoch, inclusive. */
  readonly from: number;
  /** Milliseconds since the epoch, exclusive. */
  readonly until: number;
}

/** Records that are in memory at once. */
const BATCH = 500;

/** Before every id. */
const FIRST_ID = '';

/** Goes through the ledger in the order of its time, however long it is. */
@Injectable()
export class RecordBatches {
  constructor(@Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource) {}

  /**
   * The records of a range, oldest first, a batch at a time. Each batch is one short question that goes on where the last one ended, so that no
   * transaction and no connection is held while whoever reads takes their time.
   *
   * @throws DatabaseUnavailableException when it cannot be read
   */
  async *of({ siteId, from, until }: RecordRange): AsyncGenerator<readonly ConsentRecordEntity[], void, undefined> {
    for (let [at, id] = [from, FIRST_ID]; ;) {
      const batch = await read(this.source, (manager) =>
        manager
          .createQueryBuilder(ConsentRecordEntity, 'record')
          .where('record.siteId = :siteId AND record.receivedAt < :until', { siteId, until })
          .andWhere('(record.receivedAt, record.id) > (:at, :id)', { at, id })
          .orderBy('record.receivedAt', 'ASC')
          .addOrderBy('record.id', 'ASC')
          .take(BATCH)
          .getMany(),
      );
      if (batch.length > 0) yield batch;
      const last = batch.at(-1);
      if (last === undefined || batch.length < BATCH) return;
      [at, id] = [last.receivedAt.getTime(), last.id];
    }
  }
}
