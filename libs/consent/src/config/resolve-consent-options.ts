import { ConfigurationError, days, minutes, type Regime, type RenewingChange, seconds } from '@nest-privacy/core';
import { checkInterval, hasCookiePrefix, knownOptions, type OptionNames, originOf } from '@nest-privacy/core/kit';
import { type ConsentConfig } from '../consent.config.js';
import { resolveIdentityOptions } from '../identity/resolve-identity-options.js';
import { type ConsentModuleOptions } from '../consent.options.js';
import { resolveController } from '../receipt/resolve-controller.js';
import { resolveInterop } from '../interop/resolve-interop.js';
import { longestOf } from '../decision/span.js';
import { compileRules } from '../policy/compile-rules.js';
import { type ConsentPolicyOptions } from '../policy/policy.options.js';
import { type PolicyRules } from '../policy/policy-rule.js';
import { resolveImportOptions } from '../import/resolve-import-options.js';
import { resolveOutbox } from '../outbox/resolve-outbox.js';
import { resolveSeal } from '../seal/resolve-seal.js';
import { resolveSurface } from '../surface/resolve-surface.js';

const REGIMES: readonly string[] = ['opt-in', 'opt-out', 'notice-only'] satisfies Regime[];
const RENEWALS: readonly string[] = ['none', 'new-provider-or-purpose', 'any'] satisfies ('none' | RenewingChange)[];
const COOKIE_NAME = /^[A-Za-z0-9_.-]{1,48}$/;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

const OPTIONS: OptionNames<Required<ConsentModuleOptions>> = {
  secrets: true,
  regime: true,
  policy: true,
  noticeVersion: true,
  notices: true,
  controller: true,
  catalogueRenewal: true,
  validity: true,
  reaskNotBefore: true,
  gpcAffects: true,
  consentUrl: true,
  exceptionFactory: true,
  allowedOrigins: true,
  rateLimit: true,
  cookies: true,
  identity: true,
  revocations: true,
  seal: true,
  interop: true,
  import: true,
  report: true,
  outbox: true,
  surface: true,
};

const POLICY_OPTIONS: OptionNames<Required<ConsentPolicyOptions>> = {
  rules: true,
  regimes: true,
  months: true,
  cnilAudienceMeasurement: true,
};

const fault = (code: string, option: string, what: string, remedy: string): ConfigurationError =>
  new ConfigurationError({ code, what, where: `ConsentModule option "${option}"`, remedy });

function whole(value: number, option: string, least = 1): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw fault('CONSENT_NUMBER_INVALID', option, `${String(value)} is not usable`, `give a whole number from ${least}`);
}

function secretsOf({ secrets }: ConsentModuleOptions): readonly string[] {
  const given: unknown = secrets;
  if (Array.isArray(given) && given.every((secret) => typeof secret === 'string')) return secrets;
  throw fault(
    'CONSENT_SECRETS_INVALID',
    'secrets',
    given === undefined ? 'there are none' : 'they are no list of texts',
    'give a list of secrets of 32 characters or more, newest first, such as [process.env.CONSENT_SECRET]',
  );
}

function regimeOf({ regime = 'opt-in' }: ConsentModuleOptions): ConsentConfig['regime'] {
  if (typeof regime === 'function') return regime;
  if (REGIMES.includes(regime)) return () => regime;
  throw fault(
    'CONSENT_REGIME_INVALID',
    'regime',
    `${JSON.stringify(regime)} is no regime`,
    `use ${REGIMES.join(', ')} or a function`,
  );
}

/** @throws ConfigurationError when two options say the same */
function policyOf({ policy, ...others }: ConsentModuleOptions): ConsentConfig['policy'] {
  if (policy === undefined) return null;
  const twice = (['regime', 'validity', 'reaskNotBefore'] as const).find((option) => others[option] !== undefined);
  if (twice === undefined) return compileRules(knownOptions('ConsentModule option "policy"', policy, POLICY_OPTIONS));
  throw fault(
    'CONSENT_POLICY_TWICE',
    twice,
    'it says what the option "policy" says as well',
    'give one of them: "policy" where the law of a place decides, the others where the application does',
  );
}

/** In milliseconds, of every rule. */
const longestValidities = ({ rules }: PolicyRules): readonly number[] =>
  rules.flatMap(({ months: { granted, refused, withdrawn } }) =>
    [granted, refused, withdrawn].map((months) => longestOf({ months })),
  );

function noticeOf({ noticeVersion }: ConsentModuleOptions): ConsentConfig['noticeVersion'] {
  if (noticeVersion === undefined) return undefined;
  if (typeof noticeVersion === 'function') return noticeVersion;
  if (typeof noticeVersion === 'object') return (siteId) => noticeVersion[siteId];
  const version = whole(noticeVersion, 'noticeVersion');
  return () => version;
}

function renewalOf({
  catalogueRenewal = 'new-provider-or-purpose',
}: ConsentModuleOptions): ConsentConfig['catalogueRenewal'] {
  if (RENEWALS.includes(catalogueRenewal)) return catalogueRenewal;
  throw fault(
    'CONSENT_RENEWAL_INVALID',
    'catalogueRenewal',
    `${JSON.stringify(catalogueRenewal)} is no kind of change`,
    `use ${RENEWALS.join(', ')}`,
  );
}

function exceptionFactoryOf({ exceptionFactory }: ConsentModuleOptions): ConsentConfig['exceptionFactory'] {
  if (exceptionFactory === undefined || typeof exceptionFactory === 'function') return exceptionFactory;
  throw fault(
    'CONSENT_EXCEPTION_FACTORY_INVALID',
    'exceptionFactory',
    `${JSON.stringify(exceptionFactory)} is no function`,
    'give a function that makes an error of { categories, consentUrl }',
  );
}

function allowedOriginOf(text: string): string {
  const origin = originOf(text);
  if (origin !== undefined) return origin;
  throw fault(
    'CONSENT_ORIGIN_INVALID',
    'allowedOrigins',
    `${JSON.stringify(text)} is not an origin`,
    'write scheme, host and port only, such as https://www.example.com',
  );
}

function consentUrlOf({ consentUrl }: ConsentModuleOptions): string | null {
  if (consentUrl === undefined) return null;
  if (/^\/(?![/\\])/.test(consentUrl) || /^https?:\/\//.test(consentUrl)) return consentUrl;
  throw fault(
    'CONSENT_URL_INVALID',
    'consentUrl',
    `${JSON.stringify(consentUrl)} leads nowhere`,
    'give a path that begins with "/", or an http(s) URL',
  );
}

function cookiesOf({ cookies = {} }: ConsentModuleOptions, longestValidity: number): ConsentConfig['cookies'] {
  const { consentName = 'privacy_consent', subjectName = 'privacy_subject', domain, secure = 'when-https' } = cookies;
  for (const name of [consentName, subjectName]) {
    if (!COOKIE_NAME.test(name) || hasCookiePrefix(name))
      throw fault(
        'CONSENT_COOKIE_NAME_INVALID',
        'cookies',
        `${JSON.stringify(name)} is not usable as a name`,
        'use 1 to 48 letters, digits, "_", "." or "-", without a prefix such as "__Host-", which is put before it over https',
      );
  }
  if (consentName === subjectName)
    throw fault('CONSENT_COOKIE_NAME_INVALID', 'cookies', 'both cookies have one name', 'give them different names');
  if (domain !== undefined && !DOMAIN.test(domain))
    throw fault(
      'CONSENT_COOKIE_DOMAIN_INVALID',
      'cookies.domain',
      `${JSON.stringify(domain)} is no domain`,
      'write it like example.com, without scheme, port or leading dot',
    );
  const lifetime = whole(cookies.lifetime ?? Math.max(days(390), longestValidity), 'cookies.lifetime');
  if (lifetime < longestValidity)
    throw fault(
      'CONSENT_COOKIE_LIFETIME_SHORT',
      'cookies.lifetime',
      'browsers would drop the cookie before the decision runs out',
      'make it at least as long as every validity',
    );
  return { consentName, subjectName, domain, secure, lifetime };
}

function rateLimitOf({ rateLimit = {} }: ConsentModuleOptions): ConsentConfig['rateLimit'] {
  if (rateLimit === 'off') return 'off';
  return {
    writes: whole(rateLimit.writes ?? 600, 'rateLimit.writes'),
    refusals: whole(rateLimit.refusals ?? 60, 'rateLimit.refusals'),
    per: whole(rateLimit.per ?? minutes(1), 'rateLimit.per', 1_000),
  };
}

const pollIntervalOf = (value: number | 'off', option: string): number | 'off' =>
  value === 'off' ? 'off' : checkInterval(whole(value, option, 100), `ConsentModule option "${option}"`);

/**
 * Puts the defaults in and refuses what cannot work.
 *
 * @throws ConfigurationError naming the option and the remedy
 */
export function resolveConsentOptions(given: ConsentModuleOptions): ConsentConfig {
  const options = knownOptions('ConsentModule', given, OPTIONS);
  const validity = {
    granted: whole(options.validity?.granted ?? days(180), 'validity.granted'),
    refused: whole(options.validity?.refused ?? days(180), 'validity.refused'),
    withdrawn: whole(options.validity?.withdrawn ?? days(180), 'validity.withdrawn'),
  };
  const policy = policyOf(options);
  const pollInterval = pollIntervalOf(options.revocations?.pollInterval ?? seconds(2), 'revocations.pollInterval');
  const identity = resolveIdentityOptions(options.identity ?? {}, secretsOf(options));
  return {
    secrets: secretsOf(options),
    regime: regimeOf(options),
    policy,
    cnilAudienceMeasurement: options.policy?.cnilAudienceMeasurement,
    noticeVersion: noticeOf(options),
    catalogueRenewal: renewalOf(options),
    validity,
    reaskNotBefore: whole(options.reaskNotBefore ?? days(180), 'reaskNotBefore', 0),
    gpcAffects: options.gpcAffects ?? ['MARKETING'],
    consentUrl: consentUrlOf(options),
    exceptionFactory: exceptionFactoryOf(options),
    allowedOrigins: (options.allowedOrigins ?? []).map(allowedOriginOf),
    rateLimit: rateLimitOf(options),
    cookies: cookiesOf(options, Math.max(...(policy ? longestValidities(policy) : Object.values(validity)))),
    notices: {
      pollInterval: pollIntervalOf(options.notices?.pollInterval ?? pollInterval, 'notices.pollInterval'),
      servedInterval: pollIntervalOf(options.notices?.servedInterval ?? seconds(1), 'notices.servedInterval'),
    },
    controllerOf: resolveController(options.controller),
    interop: resolveInterop(options.interop),
    identity,
    report: { pollInterval: pollIntervalOf(options.report?.pollInterval ?? seconds(5), 'report.pollInterval') },
    import: resolveImportOptions(options.import),
    outbox: resolveOutbox(options.outbox ?? {}, identity.encryptionKeys),
    seal: resolveSeal(options.seal),
    surface: resolveSurface(options.surface, options.consentUrl),
    revocations: {
      capacity: whole(options.revocations?.capacity ?? 1_000_000, 'revocations.capacity'),
      pollInterval,
    },
  };
}
