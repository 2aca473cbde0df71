import { days } from '@nest-privacy/core';
import { CombinationNumbers, nameOf, type NeededCombination } from './combination-numbers.js';
import { type Combination, type CombinationTable } from './combination-table.js';
import { type TermQuota } from './term-quota.js';

/** Beyond this many it starts afresh, for that costs less than to keep account of their use. */
const KEPT = 50_000;

/**
 * Numbers for combinations: known ones from memory, new ones from the database, whichever process is first. Memory lasts for a day, as that of texts does, so that nobody removes what an
 * event may still be given.
 */
export class CombinationDictionary {
  private numbers = new Map<string, number>();
  private day = 0;

  /** @param now milliseconds since the epoch */
  constructor(
    private readonly table: CombinationTable,
    private readonly quota: TermQuota,
    private readonly now: () => number,
  ) {}

  /** The numbers that are known, those of `needed` among them, or of what stands for them where there is no room. */
  async numbersOf(needed: readonly NeededCombination[]): Promise<CombinationNumbers> {
    const numbers = this.today();
    const unknown = new Map<string, NeededCombination>();
    for (const one of needed) {
      const name = nameOf(one.combination);
      if (!numbers.has(name)) unknown.set(name, one);
    }
    if (unknown.size > 0) await this.learn([...unknown.values()], numbers);
    return new CombinationNumbers(numbers);
  }

  private async learn(unknown: readonly NeededCombination[], numbers: Map<string, number>): Promise<void> {
    const { day } = this;
    const there = await this.table.find(unknown.map(({ combination }) => combination));
    const found = new Set(there.map(({ combination }) => nameOf(combination)));
    const missing = unknown.filter(({ combination }) => !found.has(nameOf(combination)));
    const put = [...there.map(({ combination }) => combination), ...(await this.admit(missing))];
    const distinct = new Map(put.map((combination) => [nameOf(combination), combination]));
    for (const { id, combination } of await this.table.put([...distinct.values()], day))
      numbers.set(nameOf(combination), id);
  }

  private today(): Map<string, number> {
    const day = Math.floor(this.now() / days(1));
    if (day !== this.day || this.numbers.size > KEPT) this.numbers = new Map();
    this.day = day;
    return this.numbers;
  }

  /** Those for which there is room, and what stands for the others. */
  private async admit(missing: readonly NeededCombination[]): Promise<Combination[]> {
    const admitted: Combination[] = [];
    for (const site of new Set(missing.map((one) => one.site))) {
      const wanted = missing.filter((one) => one.site === site);
      const room = await this.quota.take(site, wanted.length, this.now());
      admitted.push(...wanted.map((one, i) => (i < room ? one.combination : one.substitute)));
    }
    return admitted;
  }
}
