import { type CategoryOption, type SignalAdapter } from '../signal-adapter.js';

const page = globalThis as {
  pdl?: { requireConsent?: string };
  pa?: { consent?: { setMode?(mode: string): void } };
};

/** Piano Analytics, whose script stands behind the start of the signals. @see https://developers.atinternet-solutions.com/piano-analytics/data-collection/how-to-send-events/consent */
export const piano = ({ category = 'STATISTICS' }: CategoryOption = {}): SignalAdapter => ({
  before() {
    (page.pdl ??= {}).requireConsent = 'v2';
  },
  change: (allowed) => page.pa?.consent?.setMode?.(allowed[category] ? 'opt-in' : 'opt-out'),
});
