import { LARGEST_SEAL, type Seal, type SealReader } from './seal-store.js';

/** Most entries that are checked at once. */
const ENTRIES = 4_096;
/** Most signatures that are checked at once, about 30 ms of a processor's time: where little is entered, a seal has but an entry or two. */
const SEALS = 256;

/** Seals that follow one another, and whether there were none behind them when they were read. */
export interface NextSeals {
  readonly seals: readonly Seal[];
  readonly isLast: boolean;
}

/** The seals that lead beyond a size: as many as one part of a check may have, whether they have many entries or few. */
export async function nextSeals(reader: SealReader, log: string, after: number): Promise<NextSeals> {
  const seals: Seal[] = [];
  for (let entries = 0; ;) {
    const room = Math.min(Math.floor((ENTRIES - entries) / LARGEST_SEAL), SEALS - seals.length);
    if (room <= 0) return { seals, isLast: false };
    const page = await reader.seals(log, seals.at(-1)?.head.size ?? after, room);
    seals.push(...page);
    entries += page.reduce((sum, seal) => sum + seal.entries.length, 0);
    if (page.length < room) return { seals, isLast: true };
  }
}
