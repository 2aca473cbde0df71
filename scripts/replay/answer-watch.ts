import { type LoggedRequest } from './combined-log.js';
import { type Answer } from './replayer.js';

/** So many requests without an answer, one after the other, and nobody is there. */
const PATIENCE = 20;

/** How the times of a log are sent. */
export type Times = 'now' | 'kept';

/** Why a replay cannot go on, and what to do. */
export class ReplayError extends Error {}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Ends a replay that leads to nothing: nobody answers, or the server keeps another time than it is to. */
export class AnswerWatch {
  private answered = false;
  private unanswered = 0;

  constructor(
    private readonly url: URL,
    private readonly times: Times,
  ) {}

  /** @throws ReplayError */
  see({ status, headers }: Answer, { at }: LoggedRequest): void {
    this.unanswered = status === 0 ? this.unanswered + 1 : 0;
    this.answered ||= status !== 0;
    if (this.unanswered === PATIENCE || !this.answered)
      throw new ReplayError(
        `Nobody answers at ${this.url.origin}. Start the server there ("TRUSTED_PROXIES=127.0.0.1 npm start"), or name another one by --url.`,
      );
    if (this.times === 'kept' && status !== 0 && headers['x-replayed'] !== new Date(at).toISOString())
      throw new ReplayError(
        `The server at ${this.url.origin} does not keep the log's times. Start it with REPLAY_FROM=${dayOf(at)} and a DATA_DIR of its own, and replay the log from its beginning.`,
      );
  }
}
