import { randomBytes } from 'node:crypto';
import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import {
  CatalogueReader,
  CategoryRegistry,
  ConsentReader,
  type Decisions,
  MetricsRecorder,
  PrivacySignalReader,
} from '@nest-privacy/core';
import { usesPorts } from '@nest-privacy/core/kit';
import { CONSENT_METRICS } from '../consent.metrics.js';
import { CatalogueInForce } from '../catalogue/catalogue-in-force.js';
import { ConsentCarriers } from '../carrier/consent-carriers.js';
import { resolveConsentOptions } from '../config/resolve-consent-options.js';
import { ConsentConfig } from '../consent.config.js';
import { ConsentGuard } from '../consent.guard.js';
import { type ConsentModuleOptions } from '../consent.options.js';
import { ConsentService } from '../consent.service.js';
import { RequireConsentExplorer } from '../decorators/require-consent.explorer.js';
import { ConsentGate } from '../enforcement/consent-gate.js';
import { ConsentNotices } from '../notice/consent-notices.js';
import { type NoticeContent } from '../notice/content/notice-content.js';
import { NoticeReader } from '../notice/notice-reader.js';
import { ShownNotices } from '../notice/shown-notices.js';
import { ConsentPolicy } from '../policy/consent-policy.js';
import { ConsentMarkup } from '../surface/consent-markup.js';
import { SURFACE_PROVIDERS } from '../surface/surface.providers.js';
import { SubjectConsents } from '../ledger/subject-consents.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';
import { FakeConsentReader } from './fake-consent-reader.js';
import { FixedNotice } from './fixed-notice.js';
import { testNotice } from './test-notice.js';

/** What everybody has decided in a test, what a refusal says, and what pages are made of. */
export interface ConsentTestingOptions extends Pick<
  ConsentModuleOptions,
  'consentUrl' | 'exceptionFactory' | 'surface'
> {
  /** What everybody has decided, until {@link FakeConsentReader.set} says otherwise. @default nothing, so that only ESSENTIALS is allowed */
  readonly decisions?: Decisions | undefined;
  /** What `ConsentMarkup` writes. @default {@link testNotice} of the categories that CoreModule knows */
  readonly notice?: NoticeContent | undefined;
}

/** There are no routes here that tell it. */
const PATHS = { consentPath: '/consent', choicesPath: '/privacy' };

/**
 * Stands for `ConsentModule` in tests of an application: `@RequireConsent`, `@Consent()`, `ConsentService`, `ConsentMarkup` and `ConsentReader` work as they do, upon a
 * {@link FakeConsentReader} and without a database, secrets or routes. Global; needs `CoreModule`.
 *
 * @example
 * const module = await Test.createTestingModule({
 *   imports: [CoreModule.forRoot(), ConsentTestingModule.forRoot({ decisions: { MARKETING: 'granted' } })],
 *   controllers: [OffersController],
 * }).compile();
 * module.get(FakeConsentReader).set({ MARKETING: 'denied' });
 */
@Module({})
export class ConsentTestingModule {
  static forRoot({ decisions, notice, surface, ...options }: ConsentTestingOptions = {}): DynamicModule {
    const secrets = [randomBytes(32).toString('base64url')];
    const paths = {
      ...PATHS,
      ...(options.consentUrl !== undefined && { choicesPath: options.consentUrl }),
      ...surface,
    };
    return {
      module: ConsentTestingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: ConsentConfig, useValue: resolveConsentOptions({ ...options, surface: paths, secrets }) },
        { provide: FakeConsentReader, useValue: new FakeConsentReader(decisions) },
        { provide: ConsentReader, useExisting: FakeConsentReader },
        // Asked about nobody alone: the reader knows everything else.
        { provide: VisitorConsentReader, useValue: { nobody: () => new FakeConsentReader().read() } },
        { provide: SubjectConsents, useValue: {} },
        usesPorts({ reads: [MetricsRecorder, PrivacySignalReader, CatalogueReader], metrics: CONSENT_METRICS }),
        ConsentCarriers,
        ConsentService,
        ConsentGate,
        ConsentGuard,
        RequireConsentExplorer,
        {
          provide: FixedNotice,
          inject: [CategoryRegistry],
          useFactory: ({ optional }: CategoryRegistry) => new FixedNotice(notice ?? testNotice(optional)),
        },
        { provide: ConsentNotices, useExisting: FixedNotice },
        { provide: NoticeReader, useExisting: FixedNotice },
        ShownNotices,
        CatalogueInForce,
        ConsentPolicy,
        ...SURFACE_PROVIDERS,
      ],
      exports: [
        ConsentReader,
        FakeConsentReader,
        ConsentService,
        ConsentGate,
        ConsentGuard,
        ConsentMarkup,
        ConsentConfig,
      ],
    };
  }
}
