import { type Decisions, type Page } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { type ConsentRecordView } from '../index.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { provesMergeLaw } from '../../test/merge-law-suite.js';

const CONSENT = 'privacy_consent';

const [database] = testDatabases();

/** The same requests each time; more of them are made where there is more time. */
provesMergeLaw({ seed: 20_261_122, runs: 20 });

describe.each(TEST_ADAPTERS)('a subject cookie without its consent cookie under %s', (adapter) => {
  let server: ConsentApp;

  beforeAll(async () => {
    server = await startConsentApp({ database: database!, adapter });
  });
  afterAll(() => server.close());

  const withoutConsent = async (granted: Decisions): Promise<Browser> => {
    const visitor = new Browser(server.url);
    await visitor.decide(granted);
    visitor.setCookie(CONSENT, '');
    return visitor;
  };

  it('shows nothing decided, and a refusal then brings no grant back', async () => {
    const visitor = await withoutConsent({ STATISTICS: 'granted', MARKETING: 'granted' });
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'unset', MARKETING: 'unset' });
    const record = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'denied' }));
    expect(record).toMatchObject({
      eventType: 'changed',
      decisions: { STATISTICS: 'denied', MARKETING: 'unset' },
    });
    expect((await visitor.consent()).allowed).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: false });
  });

  it('loses no refusal', async () => {
    const visitor = await withoutConsent({ STATISTICS: 'denied', MARKETING: 'denied' });
    const record = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'granted' }));
    expect(record.decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
  });

  it('shows no history', async () => {
    const visitor = new Browser(server.url);
    const { id } = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'granted' }));
    expect((await visitor.send('GET', `/consent/records/${id}`)).status).toBe(200);
    visitor.setCookie(CONSENT, '');
    expect((await visitor.send('GET', `/consent/records/${id}`)).status).toBe(404);
    expect((await bodyOf<Page<unknown>>(await visitor.send('GET', '/consent/records'))).items).toEqual([]);
  });
});
