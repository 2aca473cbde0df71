import { type offerReload as offerNow } from '../gate/offer-reload.js';
import { loadLater } from './load-later.js';

/** Loads what offers a reload, and has it offer one. */
export const offerReload = async (...args: Parameters<typeof offerNow>): Promise<void> =>
  (await loadLater()).offerReload(...args);
