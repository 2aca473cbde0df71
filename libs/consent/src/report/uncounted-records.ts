import { Inject, Injectable } from '@nestjs/common';
import { dialectOf, perDataSource, read, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type RecordCursor } from '../ledger/record-cursor.js';

const statementOf = perDataSource((source) => {
  const isPostgres = dialectOf(source) === 'postgres';
  const mark = (place: number, type: string): string => (isPostgres ? `$${place}::${type}` : `?${place}`);
  const [sequence, receivedAt, id] = [mark(1, 'bigint'), mark(2, 'bigint'), mark(3, 'varchar')];
  return tableOf(source, ConsentRecordEntity).sql(`SELECT
    EXISTS (SELECT 1 FROM {} WHERE {sequence} >= ${sequence} AND ({sequence}, {received_at}, {id}) > (${sequence}, ${receivedAt}, ${id}))
    OR EXISTS (SELECT 1 FROM {} WHERE {sequence} IS NULL AND {received_at} >= ${mark(4, 'bigint')}
      AND ({received_at}, {id}) > (${mark(4, 'bigint')}, ${mark(5, 'varchar')})) AS waits`);
});

/** Tells whether the sums are behind the ledger. */
@Injectable()
export class UncountedRecords {
  constructor(@Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource) {}

  /** Whether a record is beyond the cursor, also one that the feed does not give out yet, because an earlier one may still come. */
  async beyond({ earlier, numbered }: RecordCursor): Promise<boolean> {
    const values = [...numbered, ...earlier];
    const [row] = await read(this.source, (manager) =>
      manager.query<{ waits: boolean | number }[]>(statementOf(this.source), values),
    );
    return Boolean(row?.waits);
  }
}
