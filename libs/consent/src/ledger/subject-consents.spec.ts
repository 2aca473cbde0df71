import { CatalogueReader, days } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { testDatabases } from '@nest-privacy/core/testing';
import { AdjustableCatalogue } from '../../test/adjustable-catalogue.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, startConsentApp } from '../../test/consent-app.js';
import { type ConsentRecordView, ConsentService } from '../index.js';

const everything = { STATISTICS: 'granted', MARKETING: 'granted' };

describe.each(testDatabases())('a subject without a request, on $name', (database) => {
  let server: ConsentApp;
  let service: ConsentService;
  let visitor: Browser;
  const catalogue = new AdjustableCatalogue();
  let notice = 1;

  beforeAll(async () => {
    server = await startConsentApp({
      database,
      adapter: 'fastify',
      core: {
        sites: [
          { id: 'default', hosts: ['*'] },
          { id: 'other', hosts: ['other.example'] },
        ],
      },
      providers: [{ provide: CatalogueReader, useValue: catalogue }],
      consent: { regime: 'opt-out', rateLimit: 'off', noticeVersion: () => notice },
    });
    service = server.app.get(ConsentService);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    visitor = new Browser(server.url);
  });

  const decide = async (decisions: Record<string, string>, headers: Record<string, string> = {}): Promise<string> =>
    (await bodyOf<ConsentRecordView>(await visitor.decide(decisions, {}, headers))).subjectId;
  const allowed = (subjectId: string, siteId = 'default'): Promise<[statistics: boolean, marketing: boolean]> =>
    Promise.all([
      service.allowsSubject(siteId, subjectId, 'STATISTICS'),
      service.allowsSubject(siteId, subjectId, 'ESSENTIALS', 'MARKETING'),
    ]);

  it('allows what it granted, and nothing else, whatever the regime of requests is', async () => {
    const subject = await decide({ STATISTICS: 'granted' });
    expect(await allowed(subject)).toEqual([true, false]);
    expect(await service.allowsSubject('default', subject, 'STATISTICS', 'MARKETING')).toBe(false);
    expect(await service.readSubject('default', subject)).toMatchObject({ state: 'active', subjectId: subject });
  });

  it('allows ESSENTIALS only where it is unknown: here, on another site, or on none', async () => {
    const subject = await decide(everything);
    expect(await allowed(newId())).toEqual([false, false]);
    expect(await allowed('')).toEqual([false, false]);
    expect(await allowed(subject, 'other')).toEqual([false, false]);
    expect(await allowed(subject, 'elsewhere')).toEqual([false, false]);
    expect(await service.allowsSubject('elsewhere', newId(), 'ESSENTIALS')).toBe(true);
  });

  it('sees a withdrawal at once, and another decision after it', async () => {
    const subject = await decide(everything);
    await visitor.send('DELETE', '/consent');
    expect(await allowed(subject)).toEqual([false, false]);
    await decide({ MARKETING: 'granted' });
    expect(await allowed(subject)).toEqual([false, true]);
  });

  it('honours the end of its validity', async () => {
    const subject = await decide(everything);
    server.clock.advance(days(180) - 1);
    expect(await allowed(subject)).toEqual([true, true]);
    server.clock.advance(1);
    expect(await allowed(subject)).toEqual([false, false]);
  });

  it('honours another notice', async () => {
    const subject = await decide(everything);
    notice += 1;
    expect(await allowed(subject)).toEqual([false, false]);
  });

  it('honours what the catalogue got since', async () => {
    const subject = await decide(everything);
    catalogue.change('STATISTICS', 'new-provider-or-purpose', server.clock.now());
    expect(await allowed(subject)).toEqual([false, true]);
  });

  it('reads a catalogue that this process has not read yet', async () => {
    const subject = await decide(everything);
    const { held } = catalogue;
    Object.assign(catalogue, { held: undefined, elsewhere: held });
    expect(await allowed(subject)).toEqual([true, true]);
    expect(catalogue.held).toBe(held);
  });

  it('honours the GPC signal that its decision came with, unless it was acknowledged', async () => {
    const subject = await decide(everything, { 'sec-gpc': '1' });
    expect(await allowed(subject)).toEqual([true, false]);
    await visitor.decide(everything, { acknowledgedSignals: ['gpc'] }, { 'sec-gpc': '1' });
    expect(await allowed(subject)).toEqual([true, true]);
  });

  it.each([undefined, null, {}, 'a string'])('is not found in %p: nobody is asked, nothing is allowed', (target) => {
    expect(service.allows(target as undefined, 'STATISTICS')).toBe(false);
    expect(service.allows(target as undefined, 'ESSENTIALS')).toBe(true);
    expect(service.missing(target as undefined, ['STATISTICS'])).toEqual(['STATISTICS']);
    expect(service.settle(target as undefined)).toBeUndefined();
  });
});
