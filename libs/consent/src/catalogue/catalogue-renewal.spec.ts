import { Controller, Get } from '@nestjs/common';
import { CatalogueReader, type KnownCatalogue } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { AdjustableCatalogue } from '../../test/adjustable-catalogue.js';
import { bodyOf, Browser } from '../../test/browser.js';
import { type ConsentApp, SECRETS, startConsentApp } from '../../test/consent-app.js';
import { type ConsentModuleOptions, type ConsentRecordView, RequireConsent } from '../index.js';
import { mintConsent } from '../testing/index.js';

@Controller()
class PagesController {
  @Get('offers')
  @RequireConsent('MARKETING')
  offers(): string {
    return 'offers';
  }

  @Get('counted')
  @RequireConsent('STATISTICS')
  counted(): string {
    return 'counted';
  }
}

const [sqlite] = testDatabases();

describe.each(TEST_ADAPTERS)('a change of the catalogue under %s', (adapter) => {
  let server: ConsentApp;
  let catalogue: AdjustableCatalogue;
  let visitor: Browser;

  const start = async (consent: Partial<ConsentModuleOptions> = {}): Promise<void> => {
    catalogue = new AdjustableCatalogue();
    server = await startConsentApp({
      adapter,
      database: sqlite!,
      controllers: [PagesController],
      providers: [{ provide: CatalogueReader, useValue: catalogue }],
      consent: { rateLimit: 'off', ...consent },
    });
    visitor = new Browser(server.url);
  };
  afterEach(() => server.close());

  const status = async (path: string): Promise<number> => (await visitor.send('GET', path)).status;
  const everything = { STATISTICS: 'granted', MARKETING: 'granted' };

  it('that brings a provider or purpose closes the category it came into, and asks again', async () => {
    await start();
    await visitor.decide(everything);
    expect([await status('/offers'), (await visitor.consent()).promptRequired]).toEqual([200, false]);
    catalogue.change('MARKETING', 'new-provider-or-purpose', server.clock.now());
    expect([await status('/offers'), await status('/counted')]).toEqual([403, 200]);
    expect(await visitor.consent()).toMatchObject({
      decisions: { STATISTICS: 'granted', MARKETING: 'unset' },
      allowed: { STATISTICS: true, MARKETING: false },
      state: 'active',
      catalogueVersion: 6,
      promptRequired: true,
    });
    const again = await bodyOf<ConsentRecordView>(await visitor.decide({ MARKETING: 'granted' }));
    expect(again).toMatchObject({ eventType: 'renewed', catalogueVersion: 6, decisions: everything });
    expect([await status('/offers'), await status('/counted')]).toEqual([200, 200]);
    expect((await visitor.consent()).promptRequired).toBe(false);
  });

  it('drops a lapsed grant when something else is decided, and keeps the others for what they were given', async () => {
    await start();
    await visitor.decide(everything);
    catalogue.change('MARKETING', 'new-provider-or-purpose', server.clock.now());
    expect(await bodyOf(await visitor.decide({ STATISTICS: 'granted' }))).toMatchObject({
      decisions: { STATISTICS: 'granted', MARKETING: 'unset' },
    });
    expect(await status('/offers')).toBe(403);
  });

  it('leaves refusals and withdrawals alone', async () => {
    await start();
    await visitor.decide({ STATISTICS: 'granted', MARKETING: 'denied' });
    catalogue.change('MARKETING', 'new-provider-or-purpose', server.clock.now());
    expect(await visitor.consent()).toMatchObject({ decisions: { MARKETING: 'denied' }, promptRequired: false });
    await visitor.send('DELETE', '/consent');
    catalogue.change('MARKETING', 'new-provider-or-purpose', server.clock.now());
    expect(await visitor.consent()).toMatchObject({ state: 'withdrawn', promptRequired: false });
  });

  it('closes the category under every regime, for what was granted covered less', async () => {
    await start({ regime: 'opt-out' });
    expect(await status('/offers')).toBe(200);
    await visitor.decide(everything);
    catalogue.change('MARKETING', 'new-provider-or-purpose', server.clock.now());
    expect([await status('/offers'), (await visitor.consent()).promptRequired]).toEqual([403, true]);
  });

  it.each<[ConsentModuleOptions['catalogueRenewal'], 'any' | 'new-provider-or-purpose', number]>([
    ['new-provider-or-purpose', 'any', 200],
    ['any', 'any', 403],
    ['any', 'new-provider-or-purpose', 403],
    ['none', 'new-provider-or-purpose', 200],
  ])('with the option %s: after a change of the kind %s guards answer %d', async (catalogueRenewal, change, answer) => {
    await start(catalogueRenewal && { catalogueRenewal });
    await visitor.decide(everything);
    catalogue.change('MARKETING', change, server.clock.now());
    expect(await status('/offers')).toBe(answer);
  });

  it('is judged by time for cookies that know of no version', async () => {
    await start();
    const cookie = mintConsent({
      secrets: SECRETS,
      decisions: { MARKETING: 'granted' },
      decidedAt: server.clock.now(),
    });
    const offers = async (): Promise<number> =>
      (await fetch(`${server.url}/offers`, { headers: { cookie: cookie.cookie } })).status;
    catalogue.change('MARKETING', 'new-provider-or-purpose', server.clock.now());
    expect(await offers()).toBe(200);
    catalogue.change('MARKETING', 'new-provider-or-purpose', server.clock.now() + 1);
    expect(await offers()).toBe(403);
  });

  it('cannot be ruled out while the catalogue is not known: nothing passes that was granted, and what is decided counts', async () => {
    await start();
    await visitor.decide(everything);
    const held: KnownCatalogue | undefined = catalogue.held;
    catalogue.held = undefined;
    expect([await status('/offers'), (await visitor.consent()).catalogueVersion]).toEqual([403, null]);
    const other = new Browser(server.url);
    expect(await bodyOf(await other.decide(everything))).toMatchObject({ catalogueVersion: null });
    catalogue.held = held;
    expect([await status('/offers'), (await other.send('GET', '/offers')).status]).toEqual([200, 200]);
  });
});
