import { type Fetch } from './fetch.js';
import { ConsentError } from './consent-error.js';

interface Answer {
  /** In what is asked for: the state, where it is 0 without a notice, and the notice. */
  readonly noticeVersion?: number;
  /** In problems. */
  readonly code?: string;
  readonly detail?: string;
}

async function attempt(fetch: Fetch, url: string, init: Parameters<Fetch>[1]): Promise<unknown> {
  let response;
  // One that is not the browser's may throw before it promises anything.
  try {
    response = await fetch(url, init);
  } catch (error) {
    throw new ConsentError(0, 'UNREACHABLE', String(error));
  }
  const { ok, status } = response;
  const isRead = init.method === 'GET';
  const body = (await response.json().catch(() => undefined)) as Answer | undefined;
  // What an application makes of its own of every answer, such as `{ data }`, says nothing of consent, and will not when it is asked again.
  if (ok && (isRead ? body?.noticeVersion !== undefined : body)) return body;
  const { code = 'UNREACHABLE', detail = `HTTP ${status}` } = body ?? {};
  throw new ConsentError(ok && !isRead ? 0 : status, code, detail);
}

/**
 * Sends a request, and again as long as it may help.
 *
 * @param delays waits before each repetition, in milliseconds
 * @throws ConsentError the last failure
 */
export async function request(
  fetch: Fetch,
  url: string,
  init: Parameters<Fetch>[1],
  [delay, ...later]: readonly number[],
): Promise<unknown> {
  try {
    return await attempt(fetch, url, init);
  } catch (error) {
    if (delay === undefined || !(error as ConsentError).temporary) throw error;
  }
  await new Promise((resolve) => setTimeout(resolve, delay));
  return request(fetch, url, init, later);
}
