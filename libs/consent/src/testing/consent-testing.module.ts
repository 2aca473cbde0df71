import { randomBytes } from 'node:crypto';
import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ConsentReader, type Decisions, MetricsRecorder, PrivacySignalReader } from '@nest-privacy/core';
import { usesPorts } from '@nest-privacy/core/kit';
import { CONSENT_METRICS } from '../consent.metrics.js';
import { ConsentCarriers } from '../carrier/consent-carriers.js';
import { resolveConsentOptions } from '../config/resolve-consent-options.js';
import { ConsentConfig } from '../consent.config.js';
import { ConsentGuard } from '../consent.guard.js';
import { type ConsentModuleOptions } from '../consent.options.js';
import { ConsentService } from '../consent.service.js';
import { RequireConsentExplorer } from '../decorators/require-consent.explorer.js';
import { ConsentGate } from '../enforcement/consent-gate.js';
import { SubjectConsents } from '../ledger/subject-consents.js';
import { VisitorConsentReader } from '../visitor-consent.reader.js';
import { FakeConsentReader } from './fake-consent-reader.js';

/** What everybody has decided in a test, and what a refusal says. */
export interface ConsentTestingOptions extends Pick<ConsentModuleOptions, 'consentUrl' | 'exceptionFactory'> {
  /** What everybody has decided, until {@link FakeConsentReader.set} says otherwise. @default nothing, so that only ESSENTIALS is allowed */
  readonly decisions?: Decisions | undefined;
}

/**
 * Stands for `ConsentModule` in tests of an application: `@RequireConsent`, `@Consent()`, `ConsentService` and `ConsentReader` work as they do, upon a
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
  static forRoot({ decisions, ...options }: ConsentTestingOptions = {}): DynamicModule {
    const secrets = [randomBytes(32).toString('base64url')];
    return {
      module: ConsentTestingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: ConsentConfig, useValue: resolveConsentOptions({ ...options, secrets }) },
        { provide: FakeConsentReader, useValue: new FakeConsentReader(decisions) },
        { provide: ConsentReader, useExisting: FakeConsentReader },
        // Asked about nobody alone: the reader knows everything else.
        { provide: VisitorConsentReader, useValue: { nobody: () => new FakeConsentReader().read() } },
        { provide: SubjectConsents, useValue: {} },
        usesPorts({ reads: [MetricsRecorder, PrivacySignalReader], metrics: CONSENT_METRICS }),
        ConsentCarriers,
        ConsentService,
        ConsentGate,
        ConsentGuard,
        RequireConsentExplorer,
      ],
      exports: [ConsentReader, FakeConsentReader, ConsentService, ConsentGate, ConsentGuard, ConsentConfig],
    };
  }
}
