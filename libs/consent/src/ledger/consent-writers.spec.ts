import { storageDatabases, type DisposableDatabase } from '@nest-privacy/core/testing';
import { dialectOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_TABLES, migrated } from '../../test/consent-app.js';
import { ConsentRecordEntity, ConsentStateEntity } from '../index.js';
import { CONSENT_WRITER_CONTRACT, type WrittenLedger } from '../testing/index.js';
import { PostgresConsentWriter } from './postgres-consent-writer.js';
import { SqliteConsentWriter } from './sqlite-consent-writer.js';

describe.each(storageDatabases())('the writer of $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  let ledger: WrittenLedger;

  beforeAll(async () => {
    place = await database.create(CONSENT_TABLES);
    source = await migrated(place);
    const Writer = dialectOf(source) === 'postgres' ? PostgresConsentWriter : SqliteConsentWriter;
    ledger = {
      writer: new Writer(source),
      records: (siteId, subjectId) =>
        source.getRepository(ConsentRecordEntity).find({ where: { siteId, subjectId }, order: { receivedAt: 'ASC' } }),
      state: (siteId, subjectId) => source.getRepository(ConsentStateEntity).findOneBy({ siteId, subjectId }),
    };
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  it.each(CONSENT_WRITER_CONTRACT.map(({ promise, prove }) => [promise, prove] as const))('%s', (_promise, prove) =>
    prove(ledger),
  );
});
