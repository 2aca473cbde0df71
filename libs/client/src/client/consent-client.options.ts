import { type ConsentState, type Decision } from '../state/consent-state.js';
import { type PageSettings } from '../state/page-settings.js';
import { type NoticeSurface, type NoticeWish, type PublicNotice } from '../state/public-notice.js';
import { type Fetch } from '../transport/fetch.js';

/** How the server is reached; every member is optional. */
export interface ConsentClientOptions {
  /** Put before every path, such as `https://api.example.com`; {@link page} says the paths itself. @default '' (this site) */
  readonly baseUrl?: string | undefined;
  /** The page with all choices, a path or an http(s) URL; {@link page} says it itself. @default '/privacy' */
  readonly choices?: string | undefined;
  /** Waits before a failed request is repeated, in milliseconds; as many repetitions as waits. @default [500, 2000] */
  readonly retryDelays?: readonly number[];
  /** @default the browser's */
  readonly fetch?: Fetch;
  /** What the server told the page: with it the state is there at once, from the visitor's cookie and without a request. @default none */
  readonly page?: PageSettings;
}

/** What goes with a decision, as evidence. */
export interface DecideOptions {
  /** Signals of the browser that the visitor was told of and decided against. @default none */
  readonly acknowledgedSignals?: readonly ('gpc' | 'dnt')[];
  /** How it was expressed, such as `banner-accept`. @default not told */
  readonly method?: string;
  /** Where. @default not told */
  readonly surface?: NoticeSurface;
  /** Language of the notice that was shown. @default that of the page, `<html lang>` */
  readonly language?: string | undefined;
  /** Version of the notice that was shown. @default that of the state */
  readonly noticeVersion?: number | undefined;
  /** Version of the catalogue that was shown. @default that of the state */
  readonly catalogueVersion?: number | undefined;
  /** Wording of the notice that was shown. @default its own */
  readonly variant?: string | undefined;
}

/** Which notice was shown. */
export type ShownNotice = Pick<PublicNotice, 'noticeVersion' | 'language'> & {
  readonly variant?: string | null | undefined;
};

/** Called with the new state. */
export type ConsentListener = (state: ConsentState) => void;

/** This visitor's consent, and what happens on this page. */
export interface ConsentClient {
  /** What the server told the page; `undefined` where it told nothing. */
  readonly page: PageSettings | undefined;
  /** Where the server is asked and told, and the page with all choices: as the page was told, and otherwise by the options. */
  readonly paths: PageSettings['paths'];
  /**
   * Asks the server where consent stands, after sending what could not be sent before.
   *
   * @throws ConsentError
   */
  load(): Promise<ConsentState>;
  /**
   * The state as the page knows it, unsent refusals included; the same object until something changes. Without {@link page} it is `undefined` before
   * {@link load}.
   */
  state(): ConsentState | undefined;
  /** The decision about a category; `unset` for one that nobody knows, and before there is a state. Never throws. */
  decision(category: string): Decision;
  /** Whether a category is allowed now. `ESSENTIALS` always is; everything else only when cookie and server say so. Never throws. */
  allows(category: string): boolean;
  /**
   * Records a decision. A refusal holds on this page at once, a grant when the server has recorded it.
   *
   * @throws ConsentError; when it is `temporary`, the decision is kept and sent again by the next {@link load}. `NOTICE_OUTDATED` and `CATALOGUE_OUTDATED`
   * say that something else is to be shown now; the state then says `promptRequired`.
   */
  decide(decisions: Readonly<Record<string, 'granted' | 'denied'>>, options?: DecideOptions): Promise<ConsentState>;
  /** Grants every category. @throws ConsentError */
  acceptAll(options?: DecideOptions): Promise<ConsentState>;
  /** Denies every category. @throws ConsentError */
  rejectAll(options?: DecideOptions): Promise<ConsentState>;
  /** Takes everything back. @throws ConsentError */
  withdraw(): Promise<ConsentState>;
  /** The notice that visitors are to be shown. @throws ConsentError; `NOTICE_UNPUBLISHED` where there is none */
  notice(wish?: NoticeWish): Promise<PublicNotice>;
  /** Has the server note that the notice was really seen; the next decision upon it refers to that. Never throws. */
  served(notice: ShownNotice, surface: NoticeSurface): Promise<void>;
  /**
   * Calls `listener` whenever decisions, what is allowed, the signals, the notice, the catalogue, or whether the visitor is to be asked change.
   *
   * @returns stops the calls
   */
  onChange(listener: ConsentListener): () => void;
  /** Sends an event of this page; it survives leaving the page. Never throws and never waits. */
  track(name: string, properties?: Readonly<Record<string, string | number | boolean>>): void;
  /** Ends all calls of listeners, and whatever the client listens to itself. */
  dispose(): void;
}
