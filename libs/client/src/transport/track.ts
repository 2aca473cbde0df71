import { browser } from './browser.js';
import { type Fetch } from './fetch.js';
import { newId } from './new-id.js';

/** Sends one event of this page by `sendBeacon`, or by a `fetch` that outlives the page. What fails is lost: nobody is kept waiting for statistics. */
export function track(fetch: Fetch, url: string, name: string, properties?: Readonly<Record<string, unknown>>): void {
  try {
    const { location, document, screen, navigator } = browser;
    const body = JSON.stringify({
      id: newId(),
      name,
      url: location?.href,
      referrer: document?.referrer || undefined,
      title: document?.title || undefined,
      screen: screen && `${screen.width}x${screen.height}`,
      language: navigator?.language,
      properties,
    });
    if (navigator?.sendBeacon?.(url, body)) return;
    fetch(url, { method: 'POST', body, keepalive: true, credentials: 'include' }).catch(() => {});
  } catch {
    // A property that is no JSON, or a blocked beacon: the page goes on.
  }
}
