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
  if (cookieStore) return on(cookieStore, 'change', look);
  // Without a secure context cookies tell of no change.
  const channel = new BroadcastChannel('nest-privacy');
  on(channel, 'message', look);
  on(signal, 'abort', () => channel.close());
  client.onChange(() => channel.postMessage(null));
}
