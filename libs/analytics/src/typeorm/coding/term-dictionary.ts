import { days } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { type TermQuota } from './term-quota.js';
import { type Term, type TermTable } from './term-table.js';

/** Beyond this many it starts afresh, for that costs less than to keep account of their use. */
const KEPT = 50_000;

/** Texts that are needed, each with the site that answers for it; `undefined` for those that must be there in any case. */
export type NeededTexts = ReadonlyMap<string, string | undefined>;

/**
 * Numbers for texts: known ones from memory, new ones from the database, whichever process is first. Memory lasts for a day, and every term in it was marked as
 * needed on that day; so nobody removes a term that an event may still be given.
 */
export class TermDictionary {
  private numbers = new Map<string, number>();
  private day = 0;

  /** @param now milliseconds since the epoch */
  constructor(
    private readonly table: TermTable,
    private readonly quota: TermQuota,
    private readonly now: () => number,
    private readonly ports: Ports = new Ports(),
  ) {}

  /** The numbers that are known without asking. */
  get known(): ReadonlyMap<string, number> {
    return this.today();
  }

  /** The known numbers, those of `texts` among them but for new ones that their site may not add now. */
  async numbersOf(texts: NeededTexts): Promise<ReadonlyMap<string, number>> {
    const numbers = this.today();
    const { day } = this;
    const learn = (terms: readonly Term[]): void => terms.forEach(({ id, text }) => numbers.set(text, id));
    const unknown = [...texts.keys()].filter((text) => !numbers.has(text));
    const there = unknown.length > 0 ? await this.table.find(unknown) : [];
    learn(there.filter(({ needed }) => needed >= day));
    const unmarked = there.filter(({ needed }) => needed < day).map(({ id }) => id);
    if (unmarked.length > 0) learn(await this.table.mark(unmarked, day));
    const missing = unknown.filter((text) => !numbers.has(text));
    const added = missing.length > 0 ? await this.admit(missing, texts) : [];
    if (added.length > 0) learn(await this.table.add(added, day));
    return numbers;
  }

  private today(): Map<string, number> {
    const day = Math.floor(this.now() / days(1));
    if (day !== this.day || this.numbers.size > KEPT) this.numbers = new Map();
    this.day = day;
    return this.numbers;
  }

  /** Those of the missing texts for which there is room. */
  private async admit(missing: readonly string[], texts: NeededTexts): Promise<string[]> {
    const room = new Map<string | undefined, number>([[undefined, missing.length]]);
    for (const site of new Set(missing.map((text) => texts.get(text)))) {
      if (site === undefined) continue;
      const wanted = missing.filter((text) => texts.get(text) === site).length;
      room.set(site, await this.quota.take(site, wanted, this.now()));
    }
    const admitted = missing.filter((text) => {
      const left = room.get(texts.get(text))!;
      room.set(texts.get(text), left - 1);
      return left > 0;
    });
    this.count('new', admitted.length);
    this.count('other', missing.length - admitted.length);
    return admitted;
  }

  private count(outcome: string, texts: number): void {
    if (texts > 0) this.ports.metrics.count('analytics_terms_total', { outcome }, texts);
  }
}
