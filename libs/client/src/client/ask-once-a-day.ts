import { type MadeClient } from './make-client.js';

/**
 * When the page has loaded and is idle: sends what waits, and asks the server about a visitor who decided, once a day. Who decided nothing is not asked about.
 *
 * @param signal ends it
 */
export function askOnceADay({ client, isQuestionDue, isWaiting }: MadeClient, signal: AbortSignal): void {
  const whenIdle = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work));
  const ask = () => {
    if (!signal.aborted && (isWaiting() || isQuestionDue())) client.load().catch(() => {});
  };
  const wait = () => {
    // Nobody looks at a prerendered page yet, and perhaps nobody ever will.
    const isPrerendered = (document as { prerendering?: boolean }).prerendering;
    if (isPrerendered === true) document.addEventListener('prerenderingchange', wait, { once: true, signal });
    else whenIdle(ask);
  };
  if (document.readyState === 'complete') wait();
  else globalThis.addEventListener('load', wait, { once: true, signal });
}
