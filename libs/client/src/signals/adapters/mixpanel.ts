import { type CategoryOption, type SignalAdapter } from '../signal-adapter.js';

const page = globalThis as { mixpanel?: Partial<Record<'opt_in_tracking' | 'opt_out_tracking', () => void>> };

/** Mixpanel, whose snippet stands before the signals start, with `opt_out_tracking_by_default: true`, or is parked without. @see https://docs.mixpanel.com/docs/privacy/protecting-user-data */
export const mixpanel = ({ category = 'STATISTICS' }: CategoryOption = {}): SignalAdapter => ({
  change: (allowed) => page.mixpanel?.[allowed[category] ? 'opt_in_tracking' : 'opt_out_tracking']?.(),
});
