import { type ConsentState, type Decision } from './consent-state.js';

/** The part of `fetch` that is needed. */
export type Fetch = (
  url: string,
  init: {
    method: string;
    headers?: Record<string, string>;
    body?: string;
    keepalive?: boolean;
    credentials: 'include';
  },
) => Promise<{ readonly ok: boolean; readonly status: number; json(): Promise<unknown> }>;

/** How the server is reached; every member is optional. */
export interface ConsentClientOptions {
  /** Put before every path, such as `https://api.example.com`. @default '' (this site) */
  readonly baseUrl?: string;
  /** Waits before a failed request is repeated, in milliseconds; as many repetitions as waits. @default [500, 2000] */
  readonly retryDelays?: readonly number[];
  /** @default the browser's */
  readonly fetch?: Fetch;
}

/** What goes with a decision, as evidence. */
export interface DecideOptions {
  /** Signals of the browser that the visitor was told of and decided against. @default none */
  readonly acknowledgedSignals?: readonly ('gpc' | 'dnt')[];
  /** How it was expressed, such as `banner`. @default not told */
  readonly method?: string;
  /** Language of the notice that was shown. @default that of the page, `<html lang>` */
  readonly language?: string | undefined;
}

/** Called with the new state. */
export type ConsentListener = (state: ConsentState) => void;

/** This visitor's consent, and what happens on this page. */
export interface ConsentClient {
  /**
   * Asks the server where consent stands, after sending what could not be sent before.
   *
   * @throws ConsentError
   */
  load(): Promise<ConsentState>;
  /** The state as last loaded, unsent refusals included; `undefined` before {@link load}. */
  state(): ConsentState | undefined;
  /** The decision about a category; `unset` for one that nobody knows, and before {@link load}. Never throws. */
  decision(category: string): Decision;
  /** Whether a category is allowed now. `ESSENTIALS` always is; everything else only when the server said so. Never throws. */
  allows(category: string): boolean;
  /**
   * Records a decision. A refusal holds on this page at once, a grant when the server has recorded it.
   *
   * @throws ConsentError; when it is `temporary`, the decision is kept and sent again by the next {@link load}
   */
  decide(decisions: Readonly<Record<string, 'granted' | 'denied'>>, options?: DecideOptions): Promise<ConsentState>;
  /** Grants every category. @throws ConsentError */
  acceptAll(options?: DecideOptions): Promise<ConsentState>;
  /** Denies every category. @throws ConsentError */
  rejectAll(options?: DecideOptions): Promise<ConsentState>;
  /** Takes everything back. @throws ConsentError */
  withdraw(): Promise<ConsentState>;
  /**
   * Calls `listener` whenever the state changes.
   *
   * @returns stops the calls
   */
  onChange(listener: ConsentListener): () => void;
  /** Sends an event of this page; it survives leaving the page. Never throws and never waits. */
  track(name: string, properties?: Readonly<Record<string, string | number | boolean>>): void;
}
