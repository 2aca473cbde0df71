import { type DisposableDatabase, ManualClock, storageDatabases } from '@nest-privacy/core/testing';
import { type DataSource } from 'typeorm';
import { SecretSaltKeys } from '../identity/secret-salt-keys.js';
import { SALT_CONTRACT, STATISTICS_CONTRACT, STORE_CONTRACT } from '../testing/index.js';
import { storeOn } from '../../test/store-on.js';
import { SaltVault } from './salt-vault.js';
import { TypeOrmStatisticsReader } from './typeorm-statistics-reader.js';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';

describe.each(storageDatabases())('the tables on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  it.each(STORE_CONTRACT)('as a store: $promise', ({ prove }) => prove(storeOn(source)));

  it.each(STATISTICS_CONTRACT)('as a reader: $promise', ({ prove }) =>
    prove({ store: storeOn(source), reader: new TypeOrmStatisticsReader(source) }),
  );

  it.each(SALT_CONTRACT)('as the vault of salts: $promise', async ({ prove }) => {
    await source.query('DELETE FROM "privacy_analytics_salt"');
    const clock = new ManualClock();
    await prove({
      salts: new SaltVault(source, clock, new SecretSaltKeys('a-salt-key-of-thirty-two-characters')),
      clock,
    });
  });
});
