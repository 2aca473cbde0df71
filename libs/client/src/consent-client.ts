import { browser } from './browser.js';
import {
  type ConsentClient,
  type ConsentClientOptions,
  type ConsentListener,
  type DecideOptions,
  type Fetch,
} from './consent-client.options.js';
import { type ConsentError } from './consent-error.js';
import { type ConsentState } from './consent-state.js';
import { newId } from './new-id.js';
import { request } from './request.js';
import { type Save, waitingRoom, withRefusals } from './save.js';
import { track } from './track.js';

const lookUp = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table && Object.hasOwn(table, name) ? table[name] : undefined;

/** This visitor's consent over the HTTP contract of nest-privacy. Does nothing until it is asked to. */
export function createConsentClient(options: ConsentClientOptions = {}): ConsentClient {
  const { baseUrl = '', retryDelays = [500, 2000] } = options;
  const send: Fetch = options.fetch ?? ((url, init) => fetch(url, init));
  const waiting = waitingRoom(`nest-privacy:${baseUrl}`);
  const listeners = new Set<ConsentListener>();
  /** To be sent, oldest first. */
  let unsent = waiting.read();
  /** What the loaded state does not show yet, oldest first. */
  const said = [...unsent];
  let delivered: Save | undefined;
  let loaded: ConsentState | undefined;
  let told: string | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => {});
    return result;
  };

  const state = () => loaded && withRefusals(loaded, said);

  const tell = () => {
    const now = state();
    const text = JSON.stringify(now);
    if (!now || text === told) return;
    told = text;
    for (const listener of listeners) {
      try {
        listener(now);
      } catch (error) {
        // One listener's fault is the page's to hear of, and no other listener's to suffer from.
        setTimeout(() => {
          throw error as Error;
        });
      }
    }
  };

  const ask = (method: string, save?: Save): Promise<unknown> => {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (save) headers['idempotency-key'] = save.key;
    if (save?.body) headers['content-type'] = 'application/json';
    const body = save?.body && { body: JSON.stringify(save.body) };
    const init = { method, headers, ...body, keepalive: !!save, credentials: 'include' } as const;
    return request(send, `${baseUrl}/consent`, init, retryDelays);
  };

  const refresh = async (): Promise<ConsentState> => {
    loaded = (await ask('GET')) as ConsentState;
    if (delivered) said.splice(0, said.indexOf(delivered) + 1);
    tell();
    return state()!;
  };

  const keep = (saves: Save[]) => waiting.write((unsent = saves));

  /** Sends what waits, in its order, up to `own`. Where the server cannot be reached, everything behind waits on; what it refuses, it would refuse again. */
  const deliver = async (own?: Save): Promise<void> => {
    let failure: ConsentError | undefined;
    for (const save of unsent.slice(0, own ? unsent.indexOf(own) + 1 : undefined)) {
      try {
        await ask(save.body ? 'POST' : 'DELETE', save);
        delivered = save;
      } catch (error) {
        const refusal = error as ConsentError;
        if (refusal.temporary) throw error;
        if (save === own) failure = refusal;
      }
      keep(unsent.filter((other) => other !== save));
    }
    if (failure) throw failure;
  };

  const load = () =>
    inTurn(() =>
      deliver()
        .catch(() => {})
        .then(refresh),
    );

  /** Written down before it is sent, for the page may end in between. A withdrawal makes what waits before it needless. */
  const record = (save: Save): Promise<ConsentState> => {
    said.push(save);
    keep(save.body ? [...unsent, save] : [save]);
    tell();
    return inTurn(() => deliver(save).then(refresh));
  };

  const shown = () =>
    loaded && { noticeVersion: loaded.noticeVersion, catalogueVersion: loaded.catalogueVersion ?? undefined };

  const decide: ConsentClient['decide'] = (decisions, evidence) =>
    record({
      key: newId(),
      body: { language: browser.document?.documentElement?.lang || undefined, ...evidence, decisions, ...shown() },
    });

  const decideAll = async (decision: 'granted' | 'denied', method: string, evidence?: DecideOptions) => {
    const { decisions } = loaded ?? (await load());
    return decide(Object.fromEntries(Object.keys(decisions).map((name) => [name, decision])), { method, ...evidence });
  };

  return {
    load,
    state,
    decision: (category) => lookUp(state()?.decisions, category) ?? 'unset',
    allows(category) {
      if (category === 'ESSENTIALS') return true;
      const now = state();
      const expired = !!now?.validUntil && Date.parse(now.validUntil) <= Date.now();
      return !expired && lookUp(now?.allowed, category) === true;
    },
    decide,
    acceptAll: (evidence) => decideAll('granted', 'accept-all', evidence),
    rejectAll: (evidence) => decideAll('denied', 'reject-all', evidence),
    withdraw: () => record({ key: newId() }),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    track: (name, properties) => track(send, `${baseUrl}/analytics/events`, name, properties),
  };
}
