import { type takeBack as takeBackNow } from '../gate/take-back.js';
import { loadLater } from './load-later.js';

/** Loads what takes back by what the notice says, and has it do so. */
export const takeBack: typeof takeBackNow = async (...args) => (await loadLater()).takeBackByNotice(...args);
