import { type GoogleConsentMapping } from './google-consent-mode.js';
import { type ConsentStringReader } from './consent-strings.js';

/** What is kept with each record for other systems. */
export interface ConsentInteropOptions {
  /**
   * The category that each type of Google Consent Mode stands for, or `denied`; types that are not named keep their default.
   * @default the three `ad_` types MARKETING, `analytics_storage` STATISTICS, `security_storage` ESSENTIALS, the others `denied`
   */
  readonly consentMode?:
    { readonly [T in keyof GoogleConsentMapping]?: GoogleConsentMapping[T] | undefined } | undefined;
  /**
   * Reads the TC and GPP strings that clients send along; without it such a string is refused.
   * @default none
   * @example new IabStrings() // of '@nest-privacy/consent/iab'
   */
  readonly strings?: ConsentStringReader | undefined;
}

/** The same with every default in place. */
export interface InteropConfig {
  readonly consentMode: GoogleConsentMapping;
  readonly strings: ConsentStringReader | null;
}
