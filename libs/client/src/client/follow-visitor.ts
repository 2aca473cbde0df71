import { type MadeClient } from './make-client.js';

/**
 * Looks again when the visitor may have decided elsewhere: in another tab, on the page before this one came back out of the cache, or on the way back to this
 * tab; and sends what waits when the network is back.
 *
 * @param signal ends it
 */
export function followVisitor({ client, look, isWaiting }: MadeClient, signal: AbortSignal): void {
  const on = (target: EventTarget, type: string, listener: () => void) =>
    target.addEventListener(type, listener, { signal });
  on(document, 'visibilitychange', look);
  on(globalThis, 'pageshow', look);
  on(globalThis, 'storage', look);
  on(globalThis, 'online', () => void (isWaiting() && client.load().catch(() => {})));
  const { cookieStore } = globalThis as { cookieStore?: EventTarget };
  // Where cookies tell of no change, storage does: a decision waits in there until it is recorded.
  if (cookieStore) on(cookieStore, 'change', look);
}
