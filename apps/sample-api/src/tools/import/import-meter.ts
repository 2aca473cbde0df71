import { type WriteStream } from 'node:tty';
import { type ImportProgress } from '@nest-privacy/analytics';

const WIDTH = 24;
/** Milliseconds between two looks at it: for people on a terminal, and in a file. */
const PAUSE = { terminal: 200, file: 10_000 };
const SECOND = 1_000;
const MINUTE = 60;

const remaining = (seconds: number): string =>
  seconds < MINUTE ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / MINUTE)} min`;

/** Shows how far an import is: a bar on a terminal, and elsewhere a line from time to time. */
export class ImportMeter {
  private readonly begun = performance.now();
  private before: number | undefined;
  private shown = this.begun;

  /** @param output a terminal, or anything that text is written to */
  constructor(
    private readonly output: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean },
    private readonly name: string,
  ) {}

  tell({ lines, share }: ImportProgress): void {
    // What an earlier import had done says nothing of the speed of this one.
    this.before ??= lines;
    const now = performance.now();
    if (now - this.shown < (this.output.isTTY ? PAUSE.terminal : PAUSE.file)) return;
    this.shown = now;
    const seconds = (now - this.begun) / SECOND;
    const speed = `${lines} lines, ${Math.round((lines - this.before) / seconds)} a second`;
    if (!this.output.isTTY) {
      const done = share === undefined ? '' : `, ${Math.floor(share * 100)} %`;
      this.output.write(`${this.name}: ${speed}${done}\n`);
      return;
    }
    this.output.write(`\r\x1b[K${share === undefined ? speed : `${barOf(share)} ${speed}${timeLeft(share, seconds)}`}`);
  }

  /** Takes the bar away. */
  finish(): void {
    if (this.output.isTTY) this.output.write('\r\x1b[K');
  }
}

const barOf = (share: number): string => {
  const full = Math.floor(share * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
};

const timeLeft = (share: number, seconds: number): string =>
  share > 0 ? `, ${remaining((seconds * (1 - share)) / share)} left` : '';
