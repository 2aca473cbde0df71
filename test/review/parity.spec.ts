import { type DynamicModule, Injectable, Module, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnalyticsConfig, AnalyticsModule } from '@nest-privacy/analytics';
import { BULL_ANALYTICS_OPTIONS, BullAnalyticsModule } from '@nest-privacy/analytics/bull';
import { ConsentConfig, ConsentModule } from '@nest-privacy/consent';
import { CORE_OPTIONS, CoreModule } from '@nest-privacy/core';
import { REDIS_OPTIONS, RedisModule } from '@nest-privacy/core/redis';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DNT_CONFIG, DntModule } from '@nest-privacy/dnt';
import { MetricsConfig, MetricsModule } from '@nest-privacy/metrics';
import { RightsConfig, RightsModule } from '@nest-privacy/rights';
import { TrackingItemsConfig, TrackingItemsModule } from '@nest-privacy/tracking-items';

const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];
const REDIS = { url: process.env.TEST_REDIS_URL!, prefix: 'parity' };

/** What every module of the suite can do; the types of its options are its own. */
interface Configurable {
  readonly name: string;
  forRoot(options: object): DynamicModule;
  forRootAsync(options: object): DynamicModule;
}

interface Subject {
  readonly module: Configurable;
  /** Options that are not the defaults. */
  readonly options: object;
  /** Those of them without which there is no module. */
  readonly required?: object;
  /** What is known before the options are. */
  readonly extras?: object;
  /** Name of the method that a class of options has. */
  readonly factory: string;
  /** The module that it serves, without which it has no end. Default: none. */
  readonly host?: (made: DynamicModule) => DynamicModule;
  /** Token of what the module makes of the options: the same, whichever way they came. */
  readonly outcome: Type | symbol;
}

const SUBJECTS: readonly Subject[] = [
  {
    module: CoreModule,
    options: {
      categories: ['PERSONALISATION'],
      sites: [{ id: 'shop', hosts: ['shop.example'] }],
      shutdownGrace: 'off',
    },
    factory: 'createCoreOptions',
    outcome: CORE_OPTIONS,
  },
  {
    module: DntModule,
    options: { tracking: 'N', echo: false, gpc: 'separate', honours: true },
    extras: { routes: 'none' },
    factory: 'createDntOptions',
    outcome: DNT_CONFIG,
  },
  {
    module: TrackingItemsModule,
    options: { defaultLanguage: 'de', languages: ['de', 'en'] },
    extras: { routes: 'none' },
    factory: 'createTrackingItemsOptions',
    outcome: TrackingItemsConfig,
  },
  {
    module: ConsentModule,
    options: { secrets: SECRETS, noticeVersion: 4, regime: 'opt-out', consentUrl: '/wahl' },
    required: { secrets: SECRETS },
    extras: { routes: 'none' },
    factory: 'createConsentOptions',
    outcome: ConsentConfig,
  },
  {
    module: AnalyticsModule,
    options: { secrets: SECRETS, collect: 'bound', bots: 'mark' },
    required: { secrets: SECRETS },
    extras: { routes: 'none' },
    factory: 'createAnalyticsOptions',
    outcome: AnalyticsConfig,
  },
  {
    module: RightsModule,
    options: { secrets: SECRETS, reasons: 'required', deadlines: 'cpra', approval: 'administrator' },
    required: { secrets: SECRETS },
    extras: { routes: 'none' },
    factory: 'createRightsOptions',
    outcome: RightsConfig,
  },
  {
    module: MetricsModule,
    options: { prefix: 'shop_', maxSeries: 50 },
    extras: { path: 'numbers' },
    factory: 'createMetricsOptions',
    outcome: MetricsConfig,
  },
  {
    module: RedisModule,
    options: REDIS,
    required: { url: REDIS.url },
    factory: 'createRedisOptions',
    outcome: REDIS_OPTIONS,
  },
  {
    module: BullAnalyticsModule,
    options: { ...REDIS, concurrency: 3 },
    required: { url: REDIS.url },
    factory: 'createBullAnalyticsOptions',
    host: (queue) => AnalyticsModule.forRoot({ secrets: SECRETS, queue }),
    outcome: BULL_ANALYTICS_OPTIONS,
  },
];

const EXTRA = Symbol('what an application adds');
const ADDED = { provide: EXTRA, useValue: 'added' };

/** The four ways in which options come to a module. */
function waysOf({ module, options, extras, factory }: Subject): [name: string, make: () => DynamicModule][] {
  const common = { isGlobal: true, extraProviders: [ADDED], ...extras };
  class Options {}
  Object.defineProperty(Options.prototype, factory, { value: () => Promise.resolve(options) });
  Injectable()(Options);
  class OptionsModule {}
  Module({ providers: [Options], exports: [Options] })(OptionsModule);
  return [
    ['forRoot', () => module.forRoot({ ...options, ...common })],
    ['useFactory', () => module.forRootAsync({ useFactory: () => Promise.resolve(options), ...common })],
    ['useClass', () => module.forRootAsync({ useClass: Options, ...common })],
    ['useExisting', () => module.forRootAsync({ imports: [OptionsModule], useExisting: Options, ...common })],
  ];
}

/** What can be compared of something resolved: functions and instances count by what they are, not by which. */
const comparable = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, part: unknown) => (typeof part === 'function' ? 'a function' : part)));

/** How a module is put together: everything but the options. */
const compositionOf = ({ global, controllers, exports }: DynamicModule): unknown => ({
  global,
  controllers: controllers?.map((one) => one.name),
  exports: exports?.map((one) => (typeof one === 'function' ? one.name : (one as symbol).toString())),
});

describe.each(SUBJECTS.map((subject) => [subject.module.name, subject] as const))('%s', (_, subject) => {
  const ways = waysOf(subject);
  const applications: TestingModule[] = [];

  afterEach(async () => {
    for (const application of applications.splice(0)) await application.close();
  });

  async function outcomeOf(made: DynamicModule): Promise<unknown> {
    const application = await Test.createTestingModule({
      imports: [
        ...(subject.outcome === CORE_OPTIONS ? [] : [CoreModule.forRoot({})]),
        TypeOrmModule.forRoot({ ...sqliteOptions(':memory:'), autoLoadEntities: true, synchronize: true }),
        subject.host?.(made) ?? made,
      ],
    }).compile();
    applications.push(application);
    await application.init();
    expect(application.get(EXTRA, { strict: false })).toBe('added');
    return comparable(application.get(subject.outcome, { strict: false }));
  }

  it('makes the same of its options, whichever way they come', async () => {
    const [first, ...others] = ways.map(([, make]) => make);
    const expected = await outcomeOf(first!());
    const { module, required, extras } = subject;
    const byDefault = module.forRoot({ ...required, extraProviders: [ADDED], ...extras });
    expect(await outcomeOf(byDefault)).not.toEqual(expected);
    for (const make of others) expect(await outcomeOf(make())).toEqual(expected);
  });

  it.each(ways.slice(1))('is put together by %s as by forRoot', (__, make) => {
    expect(compositionOf(make())).toEqual(compositionOf(ways[0]![1]()));
  });
});
