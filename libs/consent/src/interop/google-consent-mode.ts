import { type ConsentCategory, ESSENTIALS } from '@nest-privacy/core';

/** The seven types of Google Consent Mode v2 (https://support.google.com/tagmanager/answer/13802165). */
export const GOOGLE_CONSENT_TYPES = [
  'ad_storage',
  'ad_user_data',
  'ad_personalization',
  'analytics_storage',
  'functionality_storage',
  'personalization_storage',
  'security_storage',
] as const;

/** One of {@link GOOGLE_CONSENT_TYPES}. */
export type GoogleConsentType = (typeof GOOGLE_CONSENT_TYPES)[number];

/** What a `gtag('consent', 'default' | 'update', …)` takes. */
export type GoogleConsentMode = Readonly<Record<GoogleConsentType, 'granted' | 'denied'>>;

/** The category that each type stands for; `denied` for one that nothing grants. */
export type GoogleConsentMapping = Readonly<Record<GoogleConsentType, ConsentCategory | 'denied'>>;

/** What holds where the option says nothing: personalisation and convenience need a category of their own. */
export const DEFAULT_CONSENT_MODE: GoogleConsentMapping = {
  ad_storage: 'MARKETING',
  ad_user_data: 'MARKETING',
  ad_personalization: 'MARKETING',
  analytics_storage: 'STATISTICS',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: ESSENTIALS,
};

/**
 * The states of Consent Mode that follow from what is allowed. Google's own code makes `gcs` and `gcd` of them; nobody else should.
 *
 * @param allowed by category; what it does not name is denied
 */
export function consentModeOf(
  allowed: Readonly<Partial<Record<ConsentCategory, boolean>>>,
  mapping: GoogleConsentMapping,
): GoogleConsentMode {
  const stateOf = (category: ConsentCategory | 'denied'): 'granted' | 'denied' =>
    category !== 'denied' && allowed[category] === true ? 'granted' : 'denied';
  return Object.fromEntries(GOOGLE_CONSENT_TYPES.map((type) => [type, stateOf(mapping[type])])) as GoogleConsentMode;
}
