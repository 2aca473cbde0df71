import { Controller, Get } from '@nestjs/common';
import { type Page } from '@nest-privacy/core';
import { pairedPlatforms } from '@nest-privacy/core/testing';
import { Consent, type ConsentRecordView, RequireConsent, type VisitorConsent } from './index.js';
import { bodyOf, Browser } from '../test/browser.js';
import { type ConsentApp, startConsentApp } from '../test/consent-app.js';

/** Where Google Consent Mode stands while nothing is allowed. */
const MODE = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};

@Controller('pages')
class PagesController {
  @Get('offers')
  @RequireConsent('MARKETING')
  offers(): string {
    return 'offers';
  }

  @Get('mine')
  mine(@Consent() consent: VisitorConsent): unknown {
    return consent.allowed;
  }
}

describe.each(pairedPlatforms())('consent on $name under $adapter', ({ database, adapter }) => {
  let server: ConsentApp;
  let visitor: Browser;

  beforeAll(async () => {
    server = await startConsentApp({ database, adapter, controllers: [PagesController] });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    visitor = new Browser(server.url);
  });

  it('tells that nothing was decided, allows ESSENTIALS only, and sets no cookie', async () => {
    const response = await visitor.send('GET', '/consent');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.json()).toEqual({
      decisions: { STATISTICS: 'unset', MARKETING: 'unset' },
      allowed: { ESSENTIALS: true, STATISTICS: false, MARKETING: false },
      state: 'unset',
      regime: 'opt-in',
      regimes: { STATISTICS: 'opt-in', MARKETING: 'opt-in' },
      jurisdiction: 'application',
      noticeVersion: 1,
      catalogueVersion: null,
      recordId: null,
      decidedAt: null,
      validUntil: null,
      promptRequired: true,
      reaskNotBefore: null,
      showGpcHonoured: false,
      signals: { dnt: null, gpc: false },
      consentMode: MODE,
    });
  });

  it('refuses, grants and withdraws, each effective with the next request', async () => {
    expect((await visitor.decide({ STATISTICS: 'denied', MARKETING: 'denied' })).status).toBe(201);
    expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'denied', MARKETING: 'denied' });
    const refused = await visitor.send('GET', '/pages/offers');
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
    expect(await refused.json()).toMatchObject({
      code: 'CONSENT_REQUIRED',
      categories: ['MARKETING'],
      consentUrl: '/consent',
    });
    await visitor.decide({ MARKETING: 'granted' });
    expect((await visitor.send('GET', '/pages/offers')).status).toBe(200);
    expect(await (await visitor.send('GET', '/pages/mine')).json()).toEqual({
      ESSENTIALS: true,
      STATISTICS: false,
      MARKETING: true,
    });
    const withdrawn = await visitor.send('DELETE', '/consent');
    expect([withdrawn.status, (await bodyOf<ConsentRecordView>(withdrawn)).eventType]).toEqual([200, 'withdrawn']);
    expect((await visitor.send('GET', '/pages/offers')).status).toBe(403);
    expect((await visitor.consent()).state).toBe('withdrawn');
  });

  it('answers with the whole record, and shows it in the visitor’s history and to nobody else', async () => {
    const response = await visitor.decide(
      { STATISTICS: 'granted', ESSENTIALS: 'granted' },
      {
        method: 'save',
        language: 'de-de',
        acknowledgedSignals: ['gpc'],
        noticeVersion: 1,
        givenAt: '2026-06-15T11:59:59Z',
      },
      { 'sec-gpc': '1' },
    );
    const record = await bodyOf<ConsentRecordView>(response);
    expect(record).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      schemaVersion: 2,
      siteId: 'default',
      subjectId: expect.any(String),
      eventType: 'given',
      decisions: { STATISTICS: 'granted', MARKETING: 'unset' },
      regime: 'opt-in',
      method: 'save',
      noticeVersion: 1,
      noticeSource: 'named',
      catalogueVersion: null,
      catalogueHash: null,
      language: 'de-DE',
      signals: { dnt: null, gpc: true },
      acknowledgedSignals: ['gpc'],
      givenAt: '2026-06-15T11:59:59.000Z',
      receivedAt: '2026-06-15T12:00:00.000Z',
      validUntil: '2026-12-12T12:00:00.000Z',
      policyId: expect.stringMatching(/^[0-9a-f]{64}$/),
      signalConflict: [],
      reaskNotBefore: null,
      interop: { consentMode: { ...MODE, analytics_storage: 'granted' } },
      surface: null,
      actor: 'data-subject',
      authMethod: 'new-subject',
      uiBuild: null,
      variant: null,
      noticeHash: null,
      servedId: null,
      servedAt: null,
      origin: null,
    });
    expect(await (await visitor.send('GET', `/consent/records/${record.id}`)).json()).toEqual(record);
    const other = new Browser(server.url);
    await other.decide({ STATISTICS: 'denied' });
    expect((await other.send('GET', `/consent/records/${record.id}`)).status).toBe(404);
    expect((await new Browser(server.url).send('GET', `/consent/records/${record.id}`)).status).toBe(404);
    expect((await bodyOf<Page<ConsentRecordView>>(await other.send('GET', '/consent/records'))).items).toHaveLength(1);
    expect(await (await new Browser(server.url).send('GET', '/consent/records')).json()).toEqual({
      items: [],
      nextCursor: null,
    });
  });
});
