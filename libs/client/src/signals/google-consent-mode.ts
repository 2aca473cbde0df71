import { command, layerOf, putAhead, wordOf } from './layer.js';
import { type Allowed, type SignalAdapter } from './signal-adapter.js';

/** What Google's tags ask for, of which all seven are always told. */
export type GoogleConsentType =
  | 'ad_storage'
  | 'ad_user_data'
  | 'ad_personalization'
  | 'analytics_storage'
  | 'functionality_storage'
  | 'personalization_storage'
  | 'security_storage';

export interface GoogleConsentModeOptions {
  /** Name of the array. @default dataLayer */
  readonly layer?: string;
  /**
   * Which category grants a type; `''` grants it never.
   *
   * @default MARKETING for the three of advertising, STATISTICS for analytics_storage, ESSENTIALS for security_storage, none for the others
   */
  readonly categories?: Readonly<Partial<Record<GoogleConsentType, string>>>;
  /** How long tags wait for the first update, in milliseconds; of use only where the decision is not known from the cookie. @default not at all */
  readonly waitForUpdate?: number;
  /** Where the default holds (ISO 3166-2, such as `ES` or `US-AK`); elsewhere tags then run without any. @default everywhere */
  readonly region?: readonly string[];
  /** Carries ad clicks in addresses while storage is denied. @default false */
  readonly urlPassthrough?: boolean;
  /** Takes ad identifiers out of requests while ad_storage is denied. @default false */
  readonly adsDataRedaction?: boolean;
}

const CATEGORIES: Readonly<Record<GoogleConsentType, string>> = {
  ad_storage: 'MARKETING',
  ad_user_data: 'MARKETING',
  ad_personalization: 'MARKETING',
  analytics_storage: 'STATISTICS',
  functionality_storage: '',
  personalization_storage: '',
  security_storage: 'ESSENTIALS',
};

/**
 * Google Consent Mode v2: one default ahead of everything else, one update for a decision that stands, and one for each change. What the boot snippet
 * has pushed already is not pushed again.
 *
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export function googleConsentMode(options: GoogleConsentModeOptions = {}): SignalAdapter {
  const { layer: name = 'dataLayer', categories, waitForUpdate, region, urlPassthrough, adsDataRedaction } = options;
  const types = Object.entries({ ...CATEGORIES, ...categories });
  const answers = (allowed: Allowed) =>
    Object.fromEntries(
      types.map(([type, category]) => [type, category === 'ESSENTIALS' || allowed[category] ? 'granted' : 'denied']),
    );
  const said = (word: string) =>
    layerOf(name).filter((message) => wordOf(message, 0) === 'consent' && wordOf(message, 1) === word);
  let told: unknown;

  return {
    before() {
      told = wordOf(said('update').at(-1), 2);
      if (said('default').length > 0) return;
      const initial = {
        ...answers({}),
        ...(waitForUpdate && { wait_for_update: waitForUpdate }),
        ...(region && { region }),
      };
      putAhead(
        layerOf(name),
        command('consent', 'default', initial),
        ...(urlPassthrough ? [command('set', 'url_passthrough', true)] : []),
        ...(adsDataRedaction ? [command('set', 'ads_data_redaction', true)] : []),
      );
    },
    change(allowed) {
      const now = answers(allowed);
      const before = told as Partial<typeof now> | undefined;
      if (types.every(([type]) => before?.[type] === now[type])) return;
      told = now;
      putAhead(layerOf(name), command('consent', 'update', now));
    },
  };
}
