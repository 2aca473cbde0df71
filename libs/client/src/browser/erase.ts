import { type erase as eraseNow } from '../gate/erase.js';
import { loadLater } from './load-later.js';

/** Loads what erases, and has it erase. */
export const erase = async (...args: Parameters<typeof eraseNow>): Promise<void> => (await loadLater()).erase(...args);
