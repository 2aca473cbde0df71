import { type CategoryOption, type SignalAdapter } from '../signal-adapter.js';

const page = globalThis as {
  posthog?: { opt_in_capturing?(options: { captureEventName: null }): void; opt_out_capturing?(): void };
};

/** PostHog, whose snippet stands before the signals start, with `opt_out_capturing_by_default: true`, or is parked without. @see https://posthog.com/docs/privacy/data-collection */
export const posthog = ({ category = 'STATISTICS' }: CategoryOption = {}): SignalAdapter => ({
  change(allowed) {
    // Without a name it does not report the consent itself as an event, on every page again.
    if (allowed[category]) page.posthog?.opt_in_capturing?.({ captureEventName: null });
    else page.posthog?.opt_out_capturing?.();
  },
});
