import { type TrackingItemInput } from '../content/tracking-item-input.js';

/** A valid item, with what a test says differently. */
export const trackingItemInput = (members: Partial<TrackingItemInput> = {}): TrackingItemInput => ({
  category: 'STATISTICS',
  provider: 'Example Analytics Ltd',
  lifetime: 'P13M',
  domain: '.example.com',
  cookies: [{ name: '_ga' }, { name: '_ga_*', match: 'glob', domain: '.example.com', path: '/', httpOnly: false }],
  translations: {
    en: { name: 'Example Analytics', purpose: 'Counts visits', lifetime: '13 months' },
    de: { name: 'Beispielanalyse', purpose: 'Zählt Besuche', lifetime: '13 Monate' },
  },
  ...members,
});
