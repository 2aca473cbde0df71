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

/** How {@link googleConsentMode} speaks. */
export interface GoogleConsentModeOptions {
  /** Name of the array. @default dataLayer */
  readonly layer?: string;
  /**
   * Which category grants a type; `''` grants it never.
   *
   * @default MARKETING for the three of advertising, STATISTICS for analytics_storage, ESSENTIALS for security_storage, none for the others
   */
  readonly categories?: Readonly<Partial<Record<GoogleConsentType, string>>>;
  /** What goes with the default alone, and nowhere where the boot snippet has told its own. @default nothing */
  readonly defaults?: {
    /** How long tags wait for the first update, in milliseconds; of use only where the decision is not known from the cookie. */
    readonly wait_for_update?: number;
    /** Where the default holds (ISO 3166-2, such as `ES` or `US-AK`); elsewhere tags then run without any. */
    readonly region?: readonly string[];
  };
  /** What is set for all tags: to carry ad clicks in addresses, or to leave ad identifiers out, while storage is denied. @default nothing */
  readonly set?: { readonly url_passthrough?: boolean; readonly ads_data_redaction?: boolean };
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
  const { layer: name = 'dataLayer', categories, defaults, set = {} } = options;
  const types = Object.entries({ ...CATEGORIES, ...categories });
  const answers = (allowed: Allowed) =>
    Object.fromEntries(types.map(([type, category]) => [type, allowed[category] ? 'granted' : 'denied']));
  const newest = (word: string) =>
    layerOf(name)
      .filter((message) => wordOf(message, 0) === 'consent' && wordOf(message, 1) === word)
      .at(-1);

  return {
    before() {
      const isSaid = newest('default');
      putAhead(
        layerOf(name),
        ...(isSaid ? [] : [command('consent', 'default', { ...answers({ ESSENTIALS: true }), ...defaults })]),
        ...Object.entries(set).map(([key, value]) => command('set', key, value)),
      );
    },
    change(allowed) {
      const now = answers(allowed);
      const before = wordOf(newest('update'), 2) as typeof now | undefined;
      if (types.every(([type]) => before?.[type] === now[type])) return;
      const update = command('consent', 'update', now);
      // Later ones stand behind the events of those before.
      if (before) layerOf(name).push(update);
      else putAhead(layerOf(name), update);
    },
  };
}
