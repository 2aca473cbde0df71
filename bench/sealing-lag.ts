import { setTimeout as pause } from 'node:timers/promises';
import { CONSENT_ENTITIES } from '@nest-privacy/consent';
import { DataSource } from 'typeorm';
import { insertDecisions, sealedOf } from './consent-rows.js';
import { databaseOptions } from './servers/database.js';

const SECONDS = 20;
const RATE = 5_000;
/** Times a second that records are written. */
const TICKS = 5;

/** What was in the ledger at a moment. */
interface Written {
  readonly records: number;
  readonly at: number;
}

/** How long the oldest record that is not sealed has been there, in seconds. */
function lagOf(written: readonly Written[], sealed: number): number {
  const oldest = written.find(({ records }) => records > sealed);
  return oldest === undefined ? 0 : (Date.now() - oldest.at) / 1_000;
}

/**
 * Writes steadily, some 5 000 records a second, and looks each second how far the sealer of a running server is behind.
 *
 * @param present records that are there and sealed
 * @returns the longest that a record was seen to wait, in seconds
 */
export async function sealingLag(address: string, present: number): Promise<number> {
  const source = await new DataSource({ ...databaseOptions(address), entities: CONSENT_ENTITIES }).initialize();
  const written: Written[] = [];
  let [total, longest, isWriting] = [present, 0, true];
  const writing = (async (): Promise<void> => {
    const begin = Date.now();
    for (let tick = 0; tick < SECONDS * TICKS; tick++) {
      await pause(Math.max(0, begin + (tick * 1_000) / TICKS - Date.now()));
      await insertDecisions(source, RATE / TICKS, () => Date.now());
      total += RATE / TICKS;
      written.push({ records: total, at: Date.now() });
    }
    isWriting = false;
  })();
  try {
    while (isWriting) {
      longest = Math.max(longest, lagOf(written, await sealedOf(source)));
      await pause(1_000);
    }
    await writing;
    return longest;
  } finally {
    await source.destroy();
  }
}
