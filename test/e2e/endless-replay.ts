import { type LoggedRequest } from '../../scripts/replay/combined-log.js';
import { type Answer, replay } from '../../scripts/replay/replayer.js';
import { fixtureLines, requestsOf } from '../replay/fixture-log.js';

/** A replay of the log, over and over until it is ended. */
export class EndlessReplay {
  /** The lines that were sent, in their order. */
  readonly lines: string[] = [];
  private answers: Answer[] = [];
  private ended = false;
  private readonly done: Promise<void>;

  /** @param concurrency requests under way at once */
  constructor(url: string, concurrency: number) {
    const onAnswer = (answer: Answer): void => void this.answers.push(answer);
    this.done = replay(this.requests(), { url: new URL(url), concurrency, onAnswer });
  }

  /** The answers since this was asked last. */
  taken(): Answer[] {
    const { answers } = this;
    this.answers = [];
    return answers;
  }

  /** Sends nothing more, and waits for the answers to what was sent. */
  end(): Promise<void> {
    this.ended = true;
    return this.done;
  }

  private *requests(): Generator<LoggedRequest> {
    const lines = fixtureLines();
    const requests = requestsOf(lines);
    for (let i = 0; !this.ended; i = (i + 1) % lines.length) {
      this.lines.push(lines[i]!);
      yield requests[i]!;
    }
  }
}
