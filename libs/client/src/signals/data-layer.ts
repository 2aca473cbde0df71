import { layerOf, putAhead } from './layer.js';
import { type Allowed, type SignalAdapter } from './signal-adapter.js';

/** How {@link dataLayer} speaks. */
export interface DataLayerOptions {
  /** Name of the array. @default dataLayer */
  readonly layer?: string;
  /** The event by which triggers know of a decision. @default consent_update */
  readonly event?: string;
  /**
   * Whether the two keys of django-privacy-mgmt are told as well, `statisticsTrackingItemCategory` and `personalizationTrackingItemCategory`, ahead of
   * the container and with each event. @default false
   */
  readonly seedKeys?: boolean;
}

/** Tells triggers of a tag manager: `{ event: 'consent_update', consent: { STATISTICS: true, MARKETING: false } }`. To be named behind {@link googleConsentMode}. */
export function dataLayer({
  layer = 'dataLayer',
  event = 'consent_update',
  seedKeys,
}: DataLayerOptions = {}): SignalAdapter {
  const keys = ({ STATISTICS = false, MARKETING = false }: Allowed) =>
    seedKeys && { statisticsTrackingItemCategory: STATISTICS, personalizationTrackingItemCategory: MARKETING };
  return {
    before(allowed) {
      if (seedKeys) putAhead(layerOf(layer), keys(allowed));
    },
    change(allowed) {
      const { ESSENTIALS: _, ...consent } = allowed;
      layerOf(layer).push({ event, consent, ...keys(allowed) });
    },
  };
}
