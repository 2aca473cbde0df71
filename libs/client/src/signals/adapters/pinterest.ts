import { type CategoryOption, type SignalAdapter } from '../signal-adapter.js';

const page = globalThis as { pintrk?: (...words: unknown[]) => void };

/** Pinterest Tag, whose base code, which makes `pintrk`, stands before the signals start, or is parked. */
export const pinterest = ({ category = 'MARKETING' }: CategoryOption = {}): SignalAdapter => ({
  change: (allowed) => page.pintrk?.('setconsent', !!allowed[category]),
});
