interface Entry<Code> {
  readonly texts: readonly string[];
  readonly code: Code;
}

/** What combinations of texts are in numbers. */
export class KnownCombinations<Code> {
  private readonly entries = new Map<string, Entry<Code>>();

  get size(): number {
    return this.entries.size;
  }

  get(texts: readonly string[]): Code | undefined {
    const entry = this.entries.get(texts.join('\n'));
    // Other texts may look the same in one line.
    return entry?.texts.every((text, i) => text === texts[i]) ? entry.code : undefined;
  }

  set(texts: readonly string[], code: Code): void {
    this.entries.set(texts.join('\n'), { texts, code });
  }
}
