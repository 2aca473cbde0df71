import { Test } from '@nestjs/testing';
import { HealthIndicatorService } from '@nestjs/terminus';
import { testDatabases } from '@nest-privacy/core/testing';
import { CONSENT_DATA_SOURCE } from '../index.js';
import { migrated } from '../../test/consent-app.js';
import { ConsentHealthIndicator } from './index.js';

describe.each(testDatabases())('the health of consent on $name', (database) => {
  it('is up while records are protected, and says what is missing', async () => {
    const place = await database.create();
    const source = await migrated(place);
    const module = await Test.createTestingModule({
      providers: [ConsentHealthIndicator, HealthIndicatorService, { provide: CONSENT_DATA_SOURCE, useValue: source }],
    }).compile();
    const indicator = module.get(ConsentHealthIndicator);
    expect(await indicator.isHealthy()).toEqual({ consent: { status: 'up' } });
    const [name, on] =
      database.name === 'SQLite'
        ? ['privacy_consent_record_no_update', '']
        : ['privacy_consent_record_no_change', ' ON privacy_consent_record'];
    await source.query(`DROP TRIGGER ${name}${on}`);
    expect(await indicator.isHealthy('ledger')).toEqual({
      ledger: { status: 'down', reason: 'APPEND_ONLY_TRIGGER_MISSING', missing: [name] },
    });
    await source.destroy();
    expect(await indicator.isHealthy()).toMatchObject({ consent: { status: 'down' } });
    await place.drop();
  });
});
