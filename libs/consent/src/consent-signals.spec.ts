import { Controller, Get } from '@nestjs/common';
import { PrivacySignalReader, type PrivacySignals } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { type ConsentRecordView, RequireConsent } from './index.js';
import { bodyOf, Browser } from '../test/browser.js';
import { type ConsentApp, startConsentApp } from '../test/consent-app.js';

@Controller('offers')
@RequireConsent('MARKETING')
class OffersController {
  @Get()
  offers(): string {
    return 'offers';
  }
}

const [database] = testDatabases();

describe.each(TEST_ADAPTERS)('signals without the dnt module under %s', (adapter) => {
  let server: ConsentApp;

  beforeAll(async () => {
    server = await startConsentApp({ database: database!, adapter, controllers: [OffersController] });
  });
  afterAll(() => server.close());

  it('switch MARKETING off, and stand in the record as they were sent', async () => {
    const visitor = new Browser(server.url);
    const record = await bodyOf<ConsentRecordView>(
      await visitor.decide({ MARKETING: 'granted' }, {}, { 'sec-gpc': '1', dnt: '1;extended' }),
    );
    expect(record.signals).toEqual({ dnt: true, gpc: true });
    expect((await visitor.send('GET', '/offers', { headers: { 'sec-gpc': '1' } })).status).toBe(403);
    expect((await visitor.send('GET', '/offers')).status).toBe(200);
  });

  it.each<[Record<string, string>, PrivacySignals]>([
    [{}, { dnt: null, gpc: false }],
    [{ dnt: '0' }, { dnt: false, gpc: false }],
    [
      { dnt: '0, 1', 'sec-gpc': '0' },
      { dnt: true, gpc: false },
    ],
    [
      { dnt: 'yes', 'sec-gpc': '1, 1' },
      { dnt: null, gpc: true },
    ],
  ])('are read from %j as the specifications mean it', async (headers, signals) => {
    expect((await new Browser(server.url).consent(headers)).signals).toEqual(signals);
  });

  it('come from a reader that is bound, and from nothing else', async () => {
    const bound = await startConsentApp({
      database: database!,
      adapter,
      providers: [{ provide: PrivacySignalReader, useValue: { read: () => ({ dnt: false, gpc: false }) } }],
    });
    try {
      const { signals } = await new Browser(bound.url).consent({ dnt: '1', 'sec-gpc': '1' });
      expect(signals).toEqual({ dnt: false, gpc: false });
    } finally {
      await bound.close();
    }
  });
});
