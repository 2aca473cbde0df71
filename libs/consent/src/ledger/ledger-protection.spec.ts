import { CoreModule } from '@nest-privacy/core';
import { type DisposableDatabase, startTestApp, type TestApp, testDatabases } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { ConsentModule } from '../index.js';
import { Browser } from '../../test/browser.js';
import { migrated, SECRETS } from '../../test/consent-app.js';

describe.each(testDatabases())('the protection of the ledger on $name', (database) => {
  let place: DisposableDatabase;

  beforeEach(async () => {
    place = await database.create();
  });
  afterEach(() => place.drop());

  const start = (synchronize: boolean): Promise<TestApp> =>
    startTestApp({
      adapter: 'fastify',
      imports: [
        CoreModule.forRoot(),
        TypeOrmModule.forRoot({ ...place.options, autoLoadEntities: true, synchronize, retryAttempts: 0 }),
        ConsentModule.forRoot({ secrets: SECRETS }),
      ],
    });

  it('is there when TypeORM makes the tables itself', async () => {
    const server = await start(true);
    expect((await new Browser(server.url).decide({ STATISTICS: 'denied' })).status).toBe(201);
    const run = (sql: string): Promise<unknown> =>
      transact(server.app.get(DataSource), (manager) => manager.query(sql));
    await expect(run('DELETE FROM privacy_consent_record')).rejects.toThrow(/append-only/);
    await expect(run(`UPDATE privacy_consent_record SET method = 'forged'`)).rejects.toThrow(/append-only/);
    await server.close();
  });

  it('stops the start when somebody took it away', async () => {
    const source = await migrated(place);
    const [on, name] = database.name === 'SQLite' ? ['', 'update'] : [' ON privacy_consent_record', 'change'];
    await source.query(`DROP TRIGGER privacy_consent_record_no_${name}${on}`);
    await source.destroy();
    await expect(start(false)).rejects.toThrow(/APPEND_ONLY_TRIGGER_MISSING.*CONSENT_MIGRATIONS/);
  });

  it('stops the start on a database that is not migrated, or not to this version', async () => {
    await expect(start(false)).rejects.toThrow(/MIGRATIONS_MISSING.*privacy_consent_record.*CONSENT_MIGRATIONS/);
    const source = await migrated(place);
    await source.query('ALTER TABLE privacy_consent_state DROP COLUMN catalogue_version');
    await source.destroy();
    await expect(start(false)).rejects.toThrow(/MIGRATIONS_MISSING.*privacy_consent_state.*CONSENT_MIGRATIONS/);
  });
});
