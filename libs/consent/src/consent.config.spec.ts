import { Module } from '@nestjs/common';
import {
  type ConsentReader as Reader,
  ConsentReader,
  CoreModule,
  days,
  type Regime,
  TrackingStatusNotifier,
} from '@nest-privacy/core';
import { startTestApp, testDatabases } from '@nest-privacy/core/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { resolveConsentOptions } from './config/resolve-consent-options.js';
import { ConsentModule, type ConsentModuleOptions, type ConsentRecordView } from './index.js';
import { bodyOf, Browser } from '../test/browser.js';
import { type ConsentApp, type ConsentAppOptions, migrated, SECRETS, startConsentApp } from '../test/consent-app.js';

const [database] = testDatabases();

async function withApp(
  options: Partial<ConsentAppOptions>,
  test: (server: ConsentApp) => Promise<void>,
): Promise<void> {
  const server = await startConsentApp({ database: database!, adapter: 'fastify', ...options });
  try {
    await test(server);
  } finally {
    await server.close();
  }
}

const SECRET = `whsec_${Buffer.alloc(24).toString('base64')}`;
const WEBHOOKS = [
  { id: 'a b', url: 'https://a.example', secrets: [SECRET] },
  { id: 'a', url: 'http://a.example', secrets: [SECRET] },
  { id: 'a', url: 'https://127.0.0.1', secrets: [SECRET] },
  { id: 'a', url: 'https://user:password@a.example', secrets: [SECRET] },
  { id: 'a', url: 'https://a.example', secrets: [] },
  { id: 'a', url: 'https://a.example', secrets: ['whsec_short'] },
  { id: 'a', url: 'https://a.example', secrets: [SECRET], events: ['granted' as never] },
];

describe('the options', () => {
  it('are as good as left out where they are undefined, as an environment without them gives', () => {
    const given: ConsentModuleOptions = {
      secrets: SECRETS,
      regime: undefined,
      policy: undefined,
      noticeVersion: undefined,
      controller: undefined,
      import: undefined,
      report: { pollInterval: undefined },
      catalogueRenewal: undefined,
      validity: { granted: undefined, refused: undefined, withdrawn: undefined },
      reaskNotBefore: undefined,
      gpcAffects: undefined,
      consentUrl: undefined,
      exceptionFactory: undefined,
      allowedOrigins: undefined,
      rateLimit: { writes: undefined, refusals: undefined, per: undefined },
      cookies: {
        consentName: undefined,
        subjectName: undefined,
        domain: undefined,
        secure: undefined,
        lifetime: undefined,
      },
      notices: { pollInterval: undefined, servedInterval: undefined },
      identity: {
        encryptionKeys: undefined,
        strict: undefined,
        details: { page: undefined, origin: undefined, userAgentFamily: undefined, address: undefined },
      },
      revocations: { capacity: undefined, pollInterval: undefined },
      outbox: { pollInterval: undefined, webhooks: undefined },
      seal: { keys: [], interval: undefined, anchors: undefined, anchorInterval: undefined, checkInterval: undefined },
      interop: { strings: undefined, consentMode: { ad_storage: undefined } },
      surface: { consentPath: undefined, choicesPath: undefined, eventsPath: undefined },
    } satisfies Record<keyof ConsentModuleOptions, unknown>;
    const text = (options: ConsentModuleOptions): string => JSON.stringify(resolveConsentOptions(options));
    expect(text(given)).toBe(text({ secrets: SECRETS }));
  });

  it.each<[string, Partial<ConsentModuleOptions>, RegExp]>([
    ['an exceptionFactory', { exceptionFactory: 'no' as never }, /CONSENT_EXCEPTION_FACTORY_INVALID/],
    ['an option', { noticeversion: 2 } as never, /OPTION_UNKNOWN.*"noticeversion".*options of ConsentModule/],
    ['one secret', { secrets: SECRETS[0] as never }, /CONSENT_SECRETS_INVALID.*no list.*ConsentModule/],
    ['secrets', { secrets: [undefined] as never }, /CONSENT_SECRETS_INVALID/],
    ['a secret', { secrets: undefined as never }, /CONSENT_SECRETS_INVALID.*there are none/],
    ['a regime', { regime: 'maybe' as Regime }, /CONSENT_REGIME_INVALID.*"regime"/],
    ['a notice', { noticeVersion: 0 }, /CONSENT_NUMBER_INVALID.*"noticeVersion"/],
    ['a validity', { validity: { granted: -1 } }, /CONSENT_NUMBER_INVALID.*"validity.granted"/],
    ['an origin', { allowedOrigins: ['example.com/path'] }, /CONSENT_ORIGIN_INVALID/],
    ['a URL', { consentUrl: 'javascript:alert(1)' }, /CONSENT_URL_INVALID/],
    ['a name', { cookies: { consentName: 'a b' } }, /CONSENT_COOKIE_NAME_INVALID/],
    ['one name for both', { cookies: { consentName: 'a', subjectName: 'a' } }, /CONSENT_COOKIE_NAME_INVALID/],
    ['a domain', { cookies: { domain: 'https://a.example' } }, /CONSENT_COOKIE_DOMAIN_INVALID/],
    ['a lifetime', { cookies: { lifetime: days(1) } }, /CONSENT_COOKIE_LIFETIME_SHORT/],
    ['a wait', { outbox: { timeout: 0 } }, /CONSENT_NUMBER_INVALID.*"outbox.timeout"/],
    ['an address', { outbox: { allowPrivateAddresses: ['x'] } }, /ADDRESS_RANGE_INVALID/],
    ...WEBHOOKS.map(
      (webhook) => ['a webhook', { outbox: { webhooks: [webhook] } }, /CONSENT_WEBHOOK_INVALID/] as never,
    ),
    [
      'a type of Consent Mode',
      { interop: { consentMode: { ads: 'MARKETING' } as never } },
      /CONSENT_MODE_INVALID.*ads/,
    ],
    ['a reader of strings', { interop: { strings: {} as never } }, /CONSENT_STRINGS_INVALID/],
    ['an option of interop', { interop: { string: 1 } as never }, /OPTION_UNKNOWN.*"string"/],
    ['an encryption key', { identity: { encryptionKeys: ['short'] } }, /SECRET_TOO_SHORT.*"identity.encryptionKeys"/],
    ...[
      'consent',
      '//evil.example',
      'javascript:alert(1)',
      'https://a:b@example.com',
      '/consent?a=1',
      '/consent#a',
      // Records are beneath it, and `//records` is a host.
      '/',
    ].map(
      (consentPath) => ['a path', { surface: { consentPath } }, /CONSENT_SURFACE_PATH_INVALID.*"consentPath"/] as never,
    ),
    ['a page', { surface: { choicesPath: '/choices?tab=2' } }, /CONSENT_SURFACE_PATH_INVALID.*"choicesPath"/],
    ['an option of the surface', { surface: { choices: '/choices' } as never }, /OPTION_UNKNOWN.*"choices"/],
    ['an address', { identity: { details: { address: 'raw' as never } } }, /CONSENT_ADDRESS_INVALID/],
    ['a detail', { identity: { details: { ip: true } as never } }, /OPTION_UNKNOWN.*"ip".*identity.details/],
    ['an interval', { revocations: { pollInterval: 2 ** 31 } }, /INTERVAL_INVALID.*"revocations.pollInterval"/],
    ['a seal', { seal: { keys: [], interval: 99 } }, /CONSENT_NUMBER_INVALID.*"seal.interval"/],
    ['a rare check', { seal: { keys: [], checkInterval: 2 ** 31 } }, /INTERVAL_INVALID.*"seal.checkInterval"/],
    ['a limit', { rateLimit: { writes: 0 } }, /CONSENT_NUMBER_INVALID.*"rateLimit.writes"/],
    ['a tool', { import: [{ source: 'other' as 'klaro' }] }, /CONSENT_IMPORT_INVALID.*"other" is no source/],
    ['a tool of no categories', { import: [{ source: 'klaro' }] }, /CONSENT_IMPORT_INVALID.*no categories/],
    [
      'a trust without a notice',
      { import: [{ source: 'django-privacy-mgmt', trusted: ['STATISTICS'] }] },
      /CONSENT_IMPORT_INVALID.*without a notice/,
    ],
  ])('are refused at start for %s that cannot be', (_, options, message) => {
    expect(() => resolveConsentOptions({ secrets: SECRETS, ...options })).toThrow(message);
  });

  it('are refused at start for a factory that makes none', () => {
    expect(() => resolveConsentOptions(undefined as never)).toThrow(
      /OPTIONS_MISSING: ConsentModule was given undefined/,
    );
  });

  it.each<[string, Partial<ConsentAppOptions>, RegExp]>([
    ['secrets that are short', { consent: { secrets: ['short'] } }, /SECRET_TOO_SHORT/],
    ['no secrets', { consent: { secrets: [] } }, /SECRET_TOO_SHORT/],
    ['an unknown category under GPC', { consent: { gpcAffects: ['PROFILING' as 'MARKETING'] } }, /CATEGORY_UNKNOWN/],
    ['a notice that is none', { consent: { noticeVersion: () => Number.NaN } }, /CONSENT_NOTICE_INVALID/],
    [
      'categories that do not fit',
      { core: { categories: Array.from({ length: 9 }, (_, i) => `A_LONG_CATEGORY_${i}`) } },
      /CONSENT_COOKIE_TOO_LONG/,
    ],
  ])('let no application start with %s', async (_, options, message) => {
    await expect(startConsentApp({ database: database!, adapter: 'fastify', ...options })).rejects.toThrow(message);
  });

  it('can come from a factory, and the routes be left out', async () => {
    const place = await database!.create();
    await (await migrated(place)).destroy();
    const server = await startTestApp({
      adapter: 'fastify',
      imports: [
        CoreModule.forRoot(),
        TypeOrmModule.forRoot({ ...place.options, name: 'privacy', autoLoadEntities: true, retryAttempts: 1 }),
        ConsentModule.forRootAsync({
          dataSource: 'privacy',
          routes: 'none',
          useFactory: () => Promise.resolve({ secrets: SECRETS }),
        }),
      ],
    });
    try {
      expect((await fetch(`${server.url}/consent`)).status).toBe(404);
      const reader = server.app.get<Reader>(ConsentReader, { strict: false });
      expect(reader).toHaveProperty('read');
    } finally {
      await server.close();
      await place.drop();
    }
  });
});

describe('a regime', () => {
  const regimeOf = (view: { header(name: string): string | undefined }): Regime =>
    (view.header('x-regime') ?? 'opt-out') as Regime;

  it('of a request says how unset is read; signals and refusals go before it, and what is no regime is opt-in', () =>
    withApp({ consent: { regime: regimeOf } }, async ({ url, clock }) => {
      const visitor = new Browser(url);
      expect((await visitor.consent()).allowed).toEqual({ ESSENTIALS: true, STATISTICS: true, MARKETING: true });
      expect((await visitor.consent({ 'sec-gpc': '1' })).allowed).toEqual({
        ESSENTIALS: true,
        STATISTICS: true,
        MARKETING: false,
      });
      expect((await visitor.consent({ dnt: '1' })).allowed).toEqual({
        ESSENTIALS: true,
        STATISTICS: false,
        MARKETING: false,
      });
      expect((await visitor.consent({ 'x-regime': 'opt-in' })).allowed.STATISTICS).toBe(false);
      expect(await visitor.consent({ 'x-regime': 'notice-only' })).toMatchObject({
        promptRequired: false,
        allowed: { STATISTICS: true },
      });
      const record = await bodyOf<ConsentRecordView>(await visitor.decide({ STATISTICS: 'denied' }));
      expect(record.regime).toBe('opt-out');
      expect((await visitor.consent()).allowed).toEqual({ ESSENTIALS: true, STATISTICS: false, MARKETING: true });
      clock.advance(days(181));
      expect(await visitor.consent()).toMatchObject({
        state: 'expired',
        allowed: { STATISTICS: false, MARKETING: false },
      });
    }));

  it('that throws counts as opt-in', () =>
    withApp(
      {
        consent: {
          regime: () => {
            throw new Error('the map of countries is gone');
          },
        },
      },
      async ({ url }) => expect((await new Browser(url).consent()).regime).toBe('opt-in'),
    ));
});

describe('a notice', () => {
  it('that is newer lets grants lapse, keeps refusals, and is asked about without pressing who refused', async () => {
    let version = 1;
    await withApp({ consent: { noticeVersion: () => version } }, async ({ url, clock }) => {
      const visitor = new Browser(url);
      await visitor.decide({ STATISTICS: 'granted', MARKETING: 'denied' });
      const refuser = new Browser(url);
      await refuser.decide({ STATISTICS: 'denied', MARKETING: 'denied' });
      expect((await visitor.consent()).promptRequired).toBe(false);
      version = 2;
      expect(await visitor.consent()).toMatchObject({
        state: 'expired',
        noticeVersion: 2,
        decisions: { STATISTICS: 'unset', MARKETING: 'denied' },
        allowed: { STATISTICS: false, MARKETING: false },
        promptRequired: true,
      });
      expect((await refuser.consent()).promptRequired).toBe(false);
      clock.advance(days(180));
      expect((await refuser.consent()).promptRequired).toBe(true);
      const outdated = await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 1 });
      expect([outdated.status, await outdated.json()]).toMatchObject([
        409,
        { code: 'NOTICE_OUTDATED', noticeVersion: 2 },
      ]);
      expect((await visitor.decide({ STATISTICS: 'denied', MARKETING: 'denied' }, { noticeVersion: 1 })).status).toBe(
        201,
      );
      expect((await visitor.decide({ STATISTICS: 'granted' }, { noticeVersion: 2 })).status).toBe(201);
      expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'denied' });
    });
  });
});

describe('sites', () => {
  const core = {
    sites: [
      { id: 'one', hosts: ['127.0.0.1'] },
      { id: 'two', hosts: ['two.example'] },
    ],
    trustedProxies: ['loopback'],
  };

  it('do not believe each other’s cookies, and an unknown host has no consent', () =>
    withApp({ core }, async ({ url }) => {
      const visitor = new Browser(url);
      await visitor.decide({ STATISTICS: 'granted' });
      expect((await visitor.consent()).state).toBe('active');
      expect((await visitor.consent({ 'x-forwarded-host': 'two.example' })).state).toBe('unset');
      const unknown = await visitor.send('GET', '/consent', { headers: { 'x-forwarded-host': 'three.example' } });
      expect([unknown.status, await unknown.json()]).toMatchObject([421, { code: 'SITE_UNKNOWN' }]);
    }));
});

describe('the neighbours', () => {
  it('are told of a change, and may ask for consent in turn without a circle', async () => {
    const told: string[] = [];
    @Module({
      providers: [
        {
          provide: TrackingStatusNotifier,
          inject: [ConsentReader],
          useFactory: (reader: Reader) => ({
            statusChanged: (view: Parameters<Reader['read']>[0]) =>
              told.push(`${view.method} ${reader.read(view).state}`),
          }),
        },
      ],
    })
    class Neighbour {}
    await withApp({ imports: [Neighbour] }, async ({ url }) => {
      const visitor = new Browser(url);
      await visitor.consent();
      await visitor.decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': 'a' });
      await visitor.decide({ STATISTICS: 'granted' }, {}, { 'idempotency-key': 'a' });
      await visitor.decide({ STATISTICS: 'nonsense' });
      await visitor.send('DELETE', '/consent');
    });
    expect(told).toEqual(['POST active', 'DELETE withdrawn']);
  });
});
