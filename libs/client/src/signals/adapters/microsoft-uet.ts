import { type CategoryOption, type SignalAdapter } from '../signal-adapter.js';

const page = globalThis as { uetq?: { push(...words: unknown[]): unknown } };
const tell = (when: string, granted: boolean | undefined) =>
  (page.uetq ??= []).push('consent', when, { ad_storage: granted ? 'granted' : 'denied' });

/** Microsoft's Universal Event Tracking, which evaluates `ad_storage` alone; that it is told at all ends its own guessing after Google or TCF. */
export const microsoftUet = ({ category = 'MARKETING' }: CategoryOption = {}): SignalAdapter => ({
  before: () => tell('default', false),
  change: (allowed) => tell('update', allowed[category]),
});
