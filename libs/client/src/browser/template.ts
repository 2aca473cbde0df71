import { type unpack as unpackNow } from '../gate/template.js';
import { loadLater } from './load-later.js';

/** Loads what unpacks, and has it unpack. */
export const unpack = async (...args: Parameters<typeof unpackNow>): Promise<readonly Element[]> =>
  (await loadLater()).unpack(...args);
