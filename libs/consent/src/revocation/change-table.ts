const LEAST_SLOTS = 16;
/** Beyond it, searches grow long. */
const MOST_LOAD = 0.7;
/** Part of a full table that is given up at once, so that it happens rarely. */
const GIVEN_UP = 1 / 8;

/**
 * Instants by 32-bit keys in two flat arrays, twelve bytes a slot. A full table gives up its oldest entries and remembers how new they were. Keys that
 * coincide share the newest instant.
 */
export class ChangeTable {
  private keys = new Uint32Array(LEAST_SLOTS);
  /** Milliseconds since the epoch; zero where a slot is free. */
  private instants = new Float64Array(LEAST_SLOTS);
  private count = 0;
  private newestGivenUp = 0;

  /** @param capacity entries that are kept at most */
  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.count;
  }

  get bytes(): number {
    return this.keys.byteLength + this.instants.byteLength;
  }

  /** The newest instant that was given up, in milliseconds since the epoch; zero when none was. */
  get horizon(): number {
    return this.newestGivenUp;
  }

  /** The instant of a key, or zero. */
  get(key: number): number {
    return this.instants[this.slotOf(key)]!;
  }

  /**
   * Keeps the newer of the instant known and this one. What is older than the horizon is not kept, for a newer one may have been given up.
   *
   * @returns how many entries had to be given up for it
   */
  put(key: number, instant: number): number {
    const slot = this.slotOf(key);
    const known = this.instants[slot]!;
    if (known > 0) {
      this.instants[slot] = Math.max(known, instant);
      return 0;
    }
    const before = this.count;
    if (this.count >= this.capacity) this.giveUp(this.oldest());
    const lost = before - this.count;
    if (instant >= this.newestGivenUp) this.add(key, instant);
    if (this.count > this.keys.length * MOST_LOAD) this.rebuild(this.keys.length * 2, 0);
    return lost;
  }

  /** Gives up what is not newer than an instant. */
  giveUp(until: number): void {
    let newest = 0;
    for (const instant of this.instants) if (instant <= until && instant > newest) newest = instant;
    if (newest === 0) return;
    this.newestGivenUp = Math.max(this.newestGivenUp, newest);
    this.rebuild(this.keys.length, until);
  }

  /** The instant below which the oldest part lies. */
  private oldest(): number {
    const sorted = this.instants.filter((instant) => instant > 0).sort();
    return sorted[Math.floor((sorted.length - 1) * GIVEN_UP)]!;
  }

  private rebuild(slots: number, until: number): void {
    const { keys, instants } = this;
    this.keys = new Uint32Array(slots);
    this.instants = new Float64Array(slots);
    this.count = 0;
    for (let slot = 0; slot < keys.length; slot++) if (instants[slot]! > until) this.add(keys[slot]!, instants[slot]!);
  }

  private add(key: number, instant: number): void {
    const slot = this.slotOf(key);
    this.keys[slot] = key;
    this.instants[slot] = instant;
    this.count += 1;
  }

  /** Where a key is, or where it would be put. */
  private slotOf(key: number): number {
    const last = this.keys.length - 1;
    let slot = key & last;
    while (this.instants[slot]! > 0 && this.keys[slot] !== key) slot = (slot + 1) & last;
    return slot;
  }
}
