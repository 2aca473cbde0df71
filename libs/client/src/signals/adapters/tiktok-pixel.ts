import { type CategoryOption, type SignalAdapter } from '../signal-adapter.js';

const page = globalThis as { ttq?: Partial<Record<'holdConsent' | 'grantConsent' | 'revokeConsent', () => void>> };

/** TikTok Pixel. Its base code, which makes `ttq`, stands before the signals start, and `ttq.load` behind, or it is parked. */
export const tiktokPixel = ({ category = 'MARKETING' }: CategoryOption = {}): SignalAdapter => ({
  before: () => page.ttq?.holdConsent?.(),
  change: (allowed) => page.ttq?.[allowed[category] ? 'grantConsent' : 'revokeConsent']?.(),
});
