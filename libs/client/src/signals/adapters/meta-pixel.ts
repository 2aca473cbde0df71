import { type Allowed, type CategoryOption, type SignalAdapter } from '../signal-adapter.js';

/** How {@link metaPixel} asks for consent. */
export interface MetaPixelOptions extends CategoryOption {
  /** Whether Limited Data Use is asked for as well while it is not allowed, as laws of states of the USA want it of an opt-out. @default false */
  readonly limitedDataUse?: boolean;
}

const page = globalThis as { fbq?: (...words: unknown[]) => void };

/**
 * Meta Pixel. Its base code makes the queue `fbq`, and does nothing where there is one already: so it stands before the signals start, and its `init`
 * behind, or it is parked. @see https://developers.facebook.com/docs/meta-pixel/implementation/gdpr
 */
export function metaPixel({ category = 'MARKETING', limitedDataUse }: MetaPixelOptions = {}): SignalAdapter {
  const tell = (allowed: Allowed) => {
    page.fbq?.('consent', allowed[category] ? 'grant' : 'revoke');
    if (limitedDataUse) page.fbq?.('dataProcessingOptions', ...(allowed[category] ? [[]] : [['LDU'], 0, 0]));
  };
  return { before: tell, change: tell };
}
