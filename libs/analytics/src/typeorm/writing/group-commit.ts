/** Items that are written together at most, unless one batch alone has more. */
const MOST = 4_000;

/** Writes batches, all of them or none, and tells of each what was new. */
export type WriteBatches<Item> = (batches: readonly (readonly Item[])[]) => Promise<readonly (readonly Item[])[]>;

interface Waiting<Item> {
  readonly batch: readonly Item[];
  readonly resolve: (fresh: readonly Item[]) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Writes batches of many callers together: those that come while others are being written wait for these, and are then written as one. So what all of them change is changed once, and one commit
 * is waited for. Where that fails, each batch is written by itself, so that every caller learns what it would have learnt alone.
 */
export class GroupCommit<Item> {
  private readonly waiting: Waiting<Item>[] = [];
  private running = 0;

  /** @param atOnce groups that are written at once */
  constructor(
    private readonly write: WriteBatches<Item>,
    private readonly atOnce: () => number,
  ) {}

  /** @returns what was new of the batch; an item of two batches is new in the one that came first */
  append(batch: readonly Item[]): Promise<readonly Item[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ batch, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.running >= this.atOnce() || this.waiting.length === 0) return;
    this.running += 1;
    void this.run(this.take()).then(() => {
      this.running -= 1;
      this.next();
    });
  }

  private take(): readonly Waiting<Item>[] {
    let [count, items] = [0, 0];
    for (const { batch } of this.waiting) {
      items += batch.length;
      if (count > 0 && items > MOST) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async run(group: readonly Waiting<Item>[]): Promise<void> {
    try {
      await this.settle(group);
    } catch (error) {
      const [first, ...others] = group;
      if (others.length === 0) return first!.reject(error);
      // Side by side, as they would run without a group.
      await Promise.all(group.map((one) => this.settle([one]).catch(one.reject)));
    }
  }

  private async settle(group: readonly Waiting<Item>[]): Promise<void> {
    const fresh = await this.write(group.map(({ batch }) => batch));
    group.forEach(({ resolve }, i) => resolve(fresh[i]!));
  }
}
