import { type ConsentState } from '../state/consent-state.js';
import { type NoticeWish, type PublicNotice } from '../state/public-notice.js';
import { type Fetch } from './fetch.js';
import { request } from './request.js';

/** The routes of consent. All of them throw `ConsentError`. */
export interface ConsentApi {
  state(): Promise<ConsentState>;
  /** A decision, or a withdrawal where there is no body. */
  readonly save: (key: string, body?: object) => Promise<unknown>;
  notice(wish: NoticeWish): Promise<PublicNotice>;
  served(report: object): Promise<{ readonly servedToken: string }>;
}

const JSON_TYPE = 'application/json';

/**
 * @param url of `/consent`
 * @param delays waits before each repetition, in milliseconds
 */
export function consentApi(fetch: Fetch, url: string, delays: readonly number[]): ConsentApi {
  const ask = <T>(method: string, path = '', body?: object, key?: string): Promise<T> => {
    const headers = {
      accept: JSON_TYPE,
      ...(key && { 'idempotency-key': key }),
      ...(body && { 'content-type': JSON_TYPE }),
    };
    const content = body && { body: JSON.stringify(body) };
    const init = { method, headers, ...content, keepalive: method !== 'GET', credentials: 'include' } as const;
    return request(fetch, url + path, init, delays) as Promise<T>;
  };
  return {
    state: () => ask('GET'),
    save: (key, body) => ask(body ? 'POST' : 'DELETE', '', body, key),
    notice(wish) {
      const said = Object.entries(wish).filter(([, value]) => value) as [string, string][];
      return ask('GET', `/notice?${new URLSearchParams(said).toString()}`);
    },
    served: (report) => ask('POST', '/notices-served', report),
  };
}
