import { type ConsentCategory, type Regime, type RenewingChange, type RequestView } from '@nest-privacy/core';
import { type ConsentExceptionFactory } from './enforcement/consent-requirement.js';
import { type CnilAudienceMeasurement } from './policy/cnil-conditions.js';
import { type PolicyRules } from './policy/policy-rule.js';
import { type IdentityConfig } from './identity/identity.config.js';
import { type ImportSource } from './import/import-source.js';
import { type ConsentRateLimit } from './consent.options.js';
import { type ControllerOf } from './receipt/resolve-controller.js';
import { type SealConfig } from './seal/resolve-seal.js';
import { type InteropConfig } from './interop/interop.options.js';
import { type OutboxConfig } from './outbox/outbox.config.js';
import { type SurfaceConfig } from './surface/surface.options.js';

/** The options with every default in place; made once, at start. */
export interface ConsentConfig {
  readonly secrets: readonly string[];
  readonly regime: (request: RequestView) => Regime;
  /** Of a site that the option names, what it answers is checked where it is asked; `undefined` where notices are published here. */
  readonly noticeVersion: ((siteId: string) => number | undefined) | undefined;
  /** `null` where the options `regime`, `validity` and `reaskNotBefore` say what holds. */
  readonly policy: PolicyRules | null;
  /** What the operator vouches for; `undefined` where visitors from France are asked. */
  readonly cnilAudienceMeasurement: CnilAudienceMeasurement | undefined;
  readonly catalogueRenewal: 'none' | RenewingChange;
  readonly validity: Readonly<Record<'granted' | 'refused' | 'withdrawn', number>>;
  readonly reaskNotBefore: number;
  readonly gpcAffects: readonly ConsentCategory[];
  /** `null`: where the routes are. */
  readonly consentUrl: string | null;
  readonly exceptionFactory: ConsentExceptionFactory | undefined;
  readonly allowedOrigins: readonly string[];
  readonly rateLimit: { readonly [K in keyof ConsentRateLimit]-?: number } | 'off';
  readonly cookies: {
    /** Without the prefix that it has over https; so has `subjectName`. */
    readonly consentName: string;
    readonly subjectName: string;
    readonly domain: string | undefined;
    readonly secure: 'always' | 'when-https';
    readonly lifetime: number;
  };
  readonly controllerOf: ControllerOf;
  readonly notices: { readonly pollInterval: number | 'off'; readonly servedInterval: number | 'off' };
  readonly identity: IdentityConfig;
  readonly report: { readonly pollInterval: number | 'off' };
  readonly import: readonly ImportSource[];
  readonly revocations: { readonly capacity: number; readonly pollInterval: number | 'off' };
  readonly interop: InteropConfig;
  readonly outbox: OutboxConfig;
  readonly seal: SealConfig;
  readonly surface: SurfaceConfig;
}

/** Injection token of {@link ConsentConfig}. */
export const ConsentConfig = Symbol.for('@nest-privacy/consent:Config');
