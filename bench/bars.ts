/** What a benchmark found, beside what is asked of it. */
interface Judged {
  readonly bar: string;
  readonly measured: string;
  readonly met: boolean;
}

/** The bars of one benchmark: gathered while it runs, told at its end. */
export class Bars {
  private readonly judged: Record<string, Judged> = {};

  atLeast(name: string, bar: number, measured: number, unit = ''): void {
    this.keep(name, `>= ${bar}${unit}`, `${round(measured)}${unit}`, measured >= bar);
  }

  atMost(name: string, bar: number, measured: number, unit = ''): void {
    this.keep(name, `<= ${bar}${unit}`, `${round(measured)}${unit}`, measured <= bar);
  }

  /** @throws Error when one was missed, which is the program's exit code 1 */
  tell(): void {
    console.table(this.judged);
    const missed = Object.entries(this.judged).flatMap(([name, { met }]) => (met ? [] : [name]));
    if (missed.length > 0) throw new Error(`missed: ${missed.join('; ')}`);
  }

  private keep(name: string, bar: string, measured: string, met: boolean): void {
    this.judged[name] = { bar, measured, met };
  }
}

const round = (value: number): number => Number(value.toPrecision(3));
