import { TerminusModule } from '@nestjs/terminus';
import { testDatabases } from '@nest-privacy/core/testing';
import { RevocationPoller } from '../revocation/revocation-poller.js';
import { Browser } from '../../test/browser.js';
import { startConsentApp } from '../../test/consent-app.js';
import { ConsentHealthIndicator } from './index.js';

describe.each(testDatabases())('the health of consent on $name', (database) => {
  it('is up while records are protected, and says what is missing', async () => {
    const server = await startConsentApp({
      database,
      adapter: 'fastify',
      imports: [TerminusModule.forRoot({ logger: false })],
      providers: [ConsentHealthIndicator],
      consent: { revocations: { pollInterval: 1_000_000, capacity: 2 } },
    });
    const indicator = server.app.get(ConsentHealthIndicator);
    const now = (): Date => new Date(server.clock.now());
    const revocations = { size: 0, capacity: 2, evicted: 0, knownFrom: null, learning: 'in time', lookedAt: now() };
    expect(await indicator.isHealthy()).toMatchObject({ consent: { status: 'up', revocations } });

    for (let i = 0; i < 3; i++) {
      const visitor = new Browser(server.url);
      server.clock.advance(1_000);
      await visitor.decide({ STATISTICS: 'granted' });
      await visitor.send('DELETE', '/consent');
    }
    server.clock.advance(6_000_000);
    const full = { size: 2, capacity: 2, evicted: 1, knownFrom: expect.any(Date), learning: 'late' };
    expect(await indicator.isHealthy()).toMatchObject({ consent: { status: 'up', revocations: full } });
    await server.app.get(RevocationPoller, { strict: false }).poll();
    const late = { learning: 'in time', lookedAt: now() };
    expect(await indicator.isHealthy()).toMatchObject({ consent: { revocations: late } });

    const [name, on] =
      database.name === 'SQLite'
        ? ['privacy_consent_record_no_update', '']
        : ['privacy_consent_record_no_change', ' ON privacy_consent_record'];
    await server.source.query(`DROP TRIGGER ${name}${on}`);
    expect(await indicator.isHealthy('ledger')).toMatchObject({
      ledger: { status: 'down', reason: 'APPEND_ONLY_TRIGGER_MISSING', missing: [name] },
    });
    await server.source.destroy();
    expect(await indicator.isHealthy()).toMatchObject({ consent: { status: 'down', reason: 'DATABASE_UNREACHABLE' } });
    await server.source.initialize();
    await server.close();
  });
});
