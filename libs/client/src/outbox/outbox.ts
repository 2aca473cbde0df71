import { type ConsentError } from '../transport/consent-error.js';
import { refusalsOf, type Save } from './save.js';
import { type WaitingRoom } from './waiting-room.js';

/** Decisions on their way to the server, in the order in which they were made. */
export interface Outbox {
  /**
   * The record beside which the visitor last said something about what has changed since, so that they are to be asked again until there is another; `null`:
   * beside none. `undefined` where there is nothing to ask again.
   */
  asksAgain: string | null | undefined;
  /** Whether something waits. */
  readonly isWaiting: () => boolean;
  /** What the visitor said and no state shows yet, oldest first. */
  words(): readonly Save[];
  /** Written down before it is sent, for the page may end in between. A withdrawal makes what waits before it needless. */
  add(save: Save): void;
  /**
   * Sends what waits, in its order, up to `own`. Where the server cannot be reached, everything behind waits on; what it refuses, it would refuse again.
   *
   * @throws ConsentError where it was not reached, or refused the last
   */
  deliver(own?: Save): Promise<void>;
  /** The state shows now what was delivered. */
  shown(): void;
}

/** An empty outbox with whatever earlier pages left in the waiting room. */
export function createOutbox(
  waiting: WaitingRoom,
  send: (key: string, body: Save['body']) => Promise<unknown>,
): Outbox {
  /** Out of the waiting room, and in no state yet. */
  let sent: Save[] = [];
  let delivered = 0;
  const take = ({ key }: Save, word: Save) => {
    waiting.put(waiting.all().filter((other) => other.key !== key));
    sent.push(word);
  };
  return {
    asksAgain: undefined,
    isWaiting: () => waiting.all().length > 0,
    words: () => [...sent, ...waiting.all()],
    add(save) {
      this.asksAgain = undefined;
      waiting.put(save.body ? [...waiting.all(), save] : [save]);
    },
    async deliver(own) {
      const saves = waiting.all();
      let refusal: ConsentError | undefined;
      for (const save of own ? saves.slice(0, saves.findIndex(({ key }) => key === own.key) + 1) : saves) {
        try {
          await send(save.key, save.body);
          take(save, save);
          delivered = sent.length;
          refusal = undefined;
        } catch (error) {
          refusal = error as ConsentError;
          if (refusal.temporary) throw error;
          take(save, refusalsOf(save));
        }
      }
      if (refusal) throw refusal;
    },
    shown() {
      sent = sent.slice(delivered);
      delivered = 0;
    },
  };
}
