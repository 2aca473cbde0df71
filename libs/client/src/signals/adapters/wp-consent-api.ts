import { type SignalAdapter } from '../signal-adapter.js';

/** The categories of {@link wpConsentApi}. */
export interface WpConsentApiOptions {
  /** Which category allows one of WordPress. @default functional: ESSENTIALS, statistics and statistics-anonymous: STATISTICS, marketing: MARKETING */
  readonly categories?: Readonly<Record<string, string>>;
}

const CATEGORIES: Readonly<Record<string, string>> = {
  functional: 'ESSENTIALS',
  statistics: 'STATISTICS',
  'statistics-anonymous': 'STATISTICS',
  marketing: 'MARKETING',
};
const page = globalThis as { wp_set_consent?: (category: string, value: string) => void };

/** The WP Consent API, where plugins of WordPress meet. @see https://wordpress.org/plugins/wp-consent-api/ */
export const wpConsentApi = ({ categories = CATEGORIES }: WpConsentApiOptions = {}): SignalAdapter => ({
  change(allowed) {
    for (const [name, category] of Object.entries(categories))
      page.wp_set_consent?.(name, allowed[category] ? 'allow' : 'deny');
  },
});
