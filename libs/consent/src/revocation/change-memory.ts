import { ChangeTable } from './change-table.js';
import { type Fingerprint } from './fingerprint.js';

/** Entries of one table, about: small ones grow and are cleared in no time. */
const TABLE_SIZE = 4_096;
const MOST_TABLES = 256;

/**
 * When each of very many subjects decided last, in about 25 bytes each. What is given up for newer ones is not forgotten without a trace: of each part of the
 * memory it is known how new the newest was.
 */
export class ChangeMemory {
  private readonly tables: readonly ChangeTable[];
  private next = 0;

  /** @param capacity subjects that are kept, about */
  constructor(capacity: number) {
    const count = Math.min(MOST_TABLES, 2 ** Math.floor(Math.log2(Math.max(1, capacity / TABLE_SIZE))));
    const share = capacity / count;
    // Hashes do not spread evenly; with so much more no table is full long before the others are.
    const room = count === 1 ? capacity : Math.ceil(share + 4 * Math.sqrt(share));
    this.tables = Array.from({ length: count }, () => new ChangeTable(room));
  }

  get size(): number {
    return this.tables.reduce((sum, { size }) => sum + size, 0);
  }

  /** Bytes of memory taken. */
  get bytes(): number {
    return this.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The newest decision that was given up, in milliseconds since the epoch; zero when none was. */
  get horizon(): number {
    return Math.max(...this.tables.map(({ horizon }) => horizon));
  }

  /** Whether a decision of this instant is the subject's newest: `true`, `false`, or `undefined` when what was given up might tell otherwise. */
  isNewest(fingerprint: Fingerprint, instant: number): boolean | undefined {
    const table = this.tableOf(fingerprint);
    const known = table.get(fingerprint >>> 0);
    if (known > 0) return instant >= known;
    return instant >= table.horizon ? true : undefined;
  }

  /**
   * Learns when a subject decided.
   *
   * @returns how many others had to be given up for it
   */
  put(fingerprint: Fingerprint, instant: number): number {
    return this.tableOf(fingerprint).put(fingerprint >>> 0, instant);
  }

  /** Drops from a part of the memory what is older than an instant; the parts take turns, so that nobody waits. */
  sweep(before: number): void {
    this.tables[this.next]!.giveUp(before - 1);
    this.next = (this.next + 1) % this.tables.length;
  }

  private tableOf(fingerprint: Fingerprint): ChangeTable {
    return this.tables[Math.floor(fingerprint / 2 ** 32) & (this.tables.length - 1)]!;
  }
}
