import { minutes } from '../../time/durations.js';
import { type SealingKey, type SealingPublicKey } from '../heads/sealing-key.js';
import { type TreeHead } from '../heads/tree-head.js';
import { type LogSealer } from './log-sealer.js';
import { type SealReader, type SealWriter } from './seal-store.js';

/** Between two looks: in a rolling deployment a process may seal by an older key after a look. */
const INTERVAL = minutes(10);

/** Keeps what was sealed, and the public keys that sealed it. */
interface SealKeeper extends SealReader, SealWriter {
  addKey(key: SealingPublicKey, now: number): Promise<void>;
}

/** Where the logs are whose heads are renewed. */
export interface RenewedLogs {
  /** All that there may be. */
  names(): Promise<readonly string[]>;
  /**
   * Does something in a transaction in which nobody else seals.
   *
   * @returns `undefined`, with nothing done, while somebody else does
   */
  alone<T>(work: (store: SealKeeper) => Promise<T>): Promise<T | undefined>;
}

/**
 * Has the newest key sign every head that another of the options signed last, so that a log to which nothing is added any more does not rest upon a key that is
 * taken out of the list.
 */
export class HeadRenewal {
  private dueAt = 0;

  /** @param keys newest first */
  constructor(
    private readonly keys: readonly SealingKey[],
    private readonly logs: RenewedLogs,
  ) {}

  /**
   * @param sealer of the newest key
   * @param now milliseconds since the epoch
   * @returns the newest heads of all logs where it was time to look, and none otherwise, or while another process seals
   */
  async look(sealer: LogSealer, now: number): Promise<readonly TreeHead[]> {
    if (now < this.dueAt) return [];
    const names = await this.logs.names();
    const heads = await this.logs.alone(async (store) => {
      const keys = this.keys.map((key) => key.public);
      await store.addKey(keys[0]!, now);
      const found: TreeHead[] = [];
      for (const name of names) found.push(...[(await sealer.renew(name, keys, store, now)) ?? []].flat());
      return found;
    });
    if (heads) this.dueAt = now + INTERVAL;
    return heads ?? [];
  }
}
