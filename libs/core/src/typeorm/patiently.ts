import { setTimeout as pause } from 'node:timers/promises';
import { driverCodeOf } from './driver-code.js';

/** Between two tries, in milliseconds; each pause is twice the one before. */
const FIRST_PAUSE = 1;
const LONGEST_PAUSE = 50;

/**
 * Tries again while another process holds the SQLite file, and leaves the event loop alone in between.
 *
 * @param attempt has done nothing when it fails with `SQLITE_BUSY`
 * @param until point in time of `performance.now()`, in milliseconds; at least one attempt is made
 * @throws what the last attempt threw
 */
export async function patiently<T>(attempt: () => T | Promise<T>, until: number): Promise<T> {
  for (let wait = FIRST_PAUSE; ; wait = Math.min(2 * wait, LONGEST_PAUSE)) {
    try {
      return await attempt();
    } catch (error) {
      if (driverCodeOf(error) !== 'SQLITE_BUSY' || performance.now() >= until) throw error;
    }
    await pause(wait);
  }
}
