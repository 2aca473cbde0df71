/** Adds names to `Vary`: one list, each name once whatever its case, `*` left alone (RFC 9110 section 12.5.5). */
export class Vary {
  private readonly own: string;
  private readonly known: ReadonlySet<string>;
  /** Applications send the same few values over and over; the last one is nearly always the next one. */
  private lastExisting = '';
  private lastMerged: string;

  constructor(names: readonly string[]) {
    this.own = names.join(', ');
    this.known = new Set(names.map((name) => name.toLowerCase()));
    this.lastMerged = this.own;
  }

  /** Whether there is anything to add. */
  get isEmpty(): boolean {
    return this.own === '';
  }

  /** @param existing the field as the application left it; `undefined` when it set none */
  merge(existing: string | undefined): string {
    if (existing === undefined) return this.own;
    if (existing !== this.lastExisting) {
      this.lastMerged = this.compute(existing);
      this.lastExisting = existing;
    }
    return this.lastMerged;
  }

  private compute(existing: string): string {
    const seen = new Set(this.known);
    const kept: string[] = [];
    for (const name of existing.split(',').map((part) => part.trim())) {
      if (name === '*') return existing;
      if (name === '' || seen.has(name.toLowerCase())) continue;
      seen.add(name.toLowerCase());
      kept.push(name);
    }
    return [...kept, this.own].join(', ');
  }
}
