import { AnalyticsModule, type AnalyticsModuleOptions } from '@nest-privacy/analytics';
import { ConsentModule, type ConsentModuleOptions } from '@nest-privacy/consent';
import { CoreModule, type CoreModuleOptions } from '@nest-privacy/core';
import { startTestApp } from '@nest-privacy/core/testing';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DntModule, type DntModuleOptions } from '@nest-privacy/dnt';
import { MetricsModule, type MetricsModuleOptions } from '@nest-privacy/metrics';
import { RightsModule, type RightsModuleOptions } from '@nest-privacy/rights';
import { TrackingItemsModule, type TrackingItemsModuleOptions } from '@nest-privacy/tracking-items';
import { TypeOrmModule } from '@nestjs/typeorm';

/** Every option there is, and none of them given: what an environment leaves of options that are read from it. */
type Unset<T> = { readonly [K in keyof T]-?: undefined };

const CORE: Unset<CoreModuleOptions> = {
  categories: undefined,
  sites: undefined,
  trustedProxies: undefined,
  adminOrigins: undefined,
  countryHeaders: undefined,
  shutdownGrace: undefined,
  clock: undefined,
};
const DNT: Unset<DntModuleOptions> = {
  compliance: undefined,
  qualifiers: undefined,
  controller: undefined,
  'same-party': undefined,
  audit: undefined,
  policy: undefined,
  config: undefined,
  extensions: undefined,
  mode: undefined,
  tracking: undefined,
  statuses: undefined,
  defaultStatus: undefined,
  whenUnset: undefined,
  gpc: undefined,
  echo: undefined,
  honours: undefined,
  disregard: undefined,
  effPolicy: undefined,
  headers: undefined,
  onOptOutSignal: undefined,
};
const CATALOGUE: Unset<TrackingItemsModuleOptions> = {
  defaultLanguage: undefined,
  languages: undefined,
  maxStaleness: undefined,
  cookieJanitor: undefined,
  undeclaredCookies: undefined,
};
const RIGHTS: Unset<Omit<RightsModuleOptions, 'secrets'>> = {
  encryptionKeys: undefined,
  sealKeys: undefined,
  anchors: undefined,
  timeZone: undefined,
  reasons: undefined,
  deadlines: undefined,
  approval: undefined,
  allowedOrigins: undefined,
  rateLimit: undefined,
  secondLook: undefined,
  erasures: undefined,
};
const CONSENT: Unset<Omit<ConsentModuleOptions, 'secrets'>> = {
  regime: undefined,
  policy: undefined,
  noticeVersion: undefined,
  controller: undefined,
  import: undefined,
  report: undefined,
  catalogueRenewal: undefined,
  validity: undefined,
  reaskNotBefore: undefined,
  gpcAffects: undefined,
  consentUrl: undefined,
  exceptionFactory: undefined,
  allowedOrigins: undefined,
  rateLimit: undefined,
  cookies: undefined,
  notices: undefined,
  identity: undefined,
  revocations: undefined,
  seal: undefined,
  interop: undefined,
  outbox: undefined,
  surface: undefined,
};
const ANALYTICS: Unset<AnalyticsModuleOptions> = {
  role: undefined,
  secrets: undefined,
  saltKey: undefined,
  cookieName: undefined,
  cookiePath: undefined,
  cookieLifetime: undefined,
  collect: undefined,
  responses: undefined,
  status: undefined,
  misses: undefined,
  ignorePaths: undefined,
  exclusionCookieName: undefined,
  ignoreHosts: undefined,
  hosts: undefined,
  ignoreCountries: undefined,
  spamReferrers: undefined,
  path: undefined,
  mask: undefined,
  referrers: undefined,
  bots: undefined,
  people: undefined,
  places: undefined,
  signals: undefined,
  bufferSize: undefined,
  overflow: undefined,
  batchSize: undefined,
  flushInterval: undefined,
  shutdownTimeout: undefined,
  bodyLimit: undefined,
  allowedOrigins: undefined,
  rateLimit: undefined,
  newTextsPerHour: undefined,
  destinations: undefined,
  forwardedAddress: undefined,
  goals: undefined,
  retention: undefined,
};
const METRICS: Unset<MetricsModuleOptions> = {
  prefix: undefined,
  maxSeries: undefined,
  requests: undefined,
  durationBuckets: undefined,
  referrerDomains: undefined,
  processMetrics: undefined,
  token: undefined,
  port: undefined,
  host: undefined,
  cluster: undefined,
  name: undefined,
  scrapeTimeout: undefined,
};

it('starts as without them when every option that may be left out is undefined', async () => {
  const server = await startTestApp({
    adapter: 'fastify',
    imports: [
      CoreModule.forRoot(CORE),
      TypeOrmModule.forRoot({ ...sqliteOptions(':memory:'), autoLoadEntities: true, synchronize: true }),
      // What consent makes possible, the status must tell where to change.
      DntModule.forRoot({ ...DNT, config: '/privacy', isGlobal: undefined }),
      TrackingItemsModule.forRoot({ ...CATALOGUE, dataSource: undefined, routes: undefined, isGlobal: undefined }),
      ConsentModule.forRoot({
        ...CONSENT,
        secrets: ['a-secret-of-tests-that-is-long-enough-0001'],
        dataSource: undefined,
        routes: undefined,
        decorators: undefined,
        extraProviders: undefined,
      }),
      AnalyticsModule.forRoot({
        ...ANALYTICS,
        dataSource: undefined,
        routes: undefined,
        queue: undefined,
        store: undefined,
      }),
      RightsModule.forRoot({
        ...RIGHTS,
        secrets: ['a-secret-of-tests-that-is-long-enough-0001'],
        dataSource: undefined,
        routes: undefined,
        isGlobal: undefined,
      }),
      MetricsModule.forRoot({ ...METRICS, path: undefined }),
    ],
  });
  const statuses = ['/consent', '/tracking-items', '/metrics', '/privacy/requests', '/.well-known/dnt/'].map(
    async (path) => (await fetch(server.url + path)).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200, 200]);
  await server.close();
});
