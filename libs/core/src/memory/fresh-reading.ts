/** Reads something again and again, once at a time: whoever asks is answered by a reading that began after the question, and those who wait share it. */
export class FreshReading {
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /** @param read what it throws is thrown to those who asked */
  constructor(private readonly read: () => Promise<void>) {}

  /** Begins to read after the call. */
  begin(): Promise<void> {
    if (!this.running) return (this.running = this.read().finally(() => (this.running = undefined)));
    return (this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.begin();
      }));
  }

  /** Joins a reading that is under way, for whoever only looks from time to time. */
  join(): Promise<void> {
    return this.running ?? this.begin();
  }

  /** When nothing is being read any more; never rejects. */
  async ended(): Promise<void> {
    await Promise.allSettled([this.running, this.next]);
  }
}
