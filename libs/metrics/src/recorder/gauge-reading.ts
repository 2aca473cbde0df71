/** How a gauge is read. A reading that hangs is not started again beside itself. */
export class GaugeReading {
  private pending: Promise<number> | undefined;

  constructor(private read: () => number | Promise<number>) {}

  /** From now on read so. */
  replace(read: () => number | Promise<number>): void {
    this.read = read;
    this.pending = undefined;
  }

  /**
   * The value of this moment.
   *
   * @throws whatever the reading throws
   */
  now(): Promise<number> {
    if (this.pending) return this.pending;
    const started = (async () => this.read())().finally(() => {
      if (this.pending === started) this.pending = undefined;
    });
    this.pending = started;
    return started;
  }
}
