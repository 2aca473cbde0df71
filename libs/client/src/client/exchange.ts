import { type Outbox } from '../outbox/outbox.js';
import { type Save } from '../outbox/save.js';
import { type ConsentState } from '../state/consent-state.js';
import { type ConsentApi } from '../transport/consent-api.js';
import { type ConsentError } from '../transport/consent-error.js';
import { type ServerWord } from './server-word.js';
import { type Standing } from './standing.js';

/** What a page and its server tell each other, one thing after the other. */
export interface Exchange {
  /** Sends what waits, and asks. @throws ConsentError */
  readonly load: () => Promise<ConsentState>;
  /** Sends what the visitor said, behind all that waits. @throws ConsentError */
  readonly record: (save: Save) => Promise<ConsentState>;
}

/** What an exchange is about. */
export interface ExchangeParts {
  readonly api: ConsentApi;
  readonly outbox: Outbox;
  readonly standing: Standing;
  readonly word: ServerWord;
  /** Called when a decision could not be sent, with all its repetitions. */
  readonly onUnsent: ((error: ConsentError) => void) | undefined;
}

/** Makes the exchange of one page: its questions and words go out one at a time, in the order in which they came up. */
export function createExchange({ api, outbox, standing, word, onUnsent }: ExchangeParts): Exchange {
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => {});
    return result;
  };

  const refresh = async (): Promise<ConsentState> => {
    const record = standing.record();
    const answer = await api.state();
    // Where cookies are refused the server knows nothing of what was said, and the page keeps it.
    if (answer.state !== 'unset') outbox.shown();
    word.keep(record, standing.hear(answer, record));
    return standing.state()!;
  };

  /** Where the application answers errors in a form of its own, a conflict has no code. */
  const askAgainAfter = async ({ status, code }: ConsentError): Promise<void> => {
    if (status !== 409 || /^IDEM/.test(code)) return;
    await refresh().catch(() => {});
    outbox.asksAgain = standing.state()?.recordId;
  };

  const fail = async (error: ConsentError): Promise<never> => {
    await askAgainAfter(error);
    standing.look();
    if (error.temporary) onUnsent?.(error);
    throw error;
  };

  const settle = async (save: Save): Promise<ConsentState> => {
    const before = standing.record();
    await outbox.deliver(save).catch(fail);
    standing.look();
    // Without a new cookie the page cannot know what became of it.
    if (standing.record() === before) return refresh();
    outbox.shown();
    standing.look();
    // What the server has just recorded it need not be asked about today.
    word.keep(standing.record(), []);
    return standing.state()!;
  };

  return {
    load: () =>
      inTurn(async () => {
        await outbox.deliver().catch(askAgainAfter);
        return refresh();
      }),
    record(save) {
      outbox.add(save);
      standing.look();
      return inTurn(() => settle(save));
    },
  };
}
