/** Tells all processes of something at once. Delivery is not promised: what must not be missed is also looked up from time to time. */
export interface Broadcast {
  /** Calls every subscriber of the topic: those of this process before it returns, those of others when the message arrives. Never throws. */
  publish(topic: string, message: string): void;
  /**
   * Calls `handler` with every message of the topic from now on.
   *
   * @returns ends the subscription
   */
  subscribe(topic: string, handler: (message: string) => void): () => void;
}

/** Injection token of {@link Broadcast}; unless `CoreModule` is told otherwise, there is only this process. */
export const Broadcast = Symbol.for('@nest-privacy/core:Broadcast');
