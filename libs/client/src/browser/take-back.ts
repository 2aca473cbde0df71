import { type takeBack as takeBackNow } from '../gate/take-back.js';
import { loadLater } from './load-later.js';

/** Loads what takes back, and has it do so. */
export const takeBack = async (...args: Parameters<typeof takeBackNow>): Promise<void> =>
  (await loadLater()).takeBack(...args);
