import { browser } from './browser.js';
import { type Fetch } from './fetch.js';
import { newId } from './new-id.js';
import { tried } from './tried.js';

/** Sends one event of this page by `sendBeacon`, or by a `fetch` that outlives the page. What fails is lost: nobody is kept waiting for statistics. */
export const track = (fetch: Fetch, url: string, name: string, properties?: Readonly<Record<string, unknown>>): void =>
  // A property may be no JSON, and a beacon blocked: the page goes on.
  tried(() => {
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
  });
