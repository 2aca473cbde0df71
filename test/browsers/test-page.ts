/** A request that a page made, as the browser tells it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** Whether it asks for a page, or for the page of a frame. */
  readonly navigation: boolean;
}

/** Something that a Content Security Policy, Trusted Types included, refused or would have refused. */
export interface Violation {
  /** Such as `script-src-elem` or `require-trusted-types-for`. */
  readonly directive: string;
  /** What was refused: an address, `inline`, `eval`, `trusted-types-sink`. */
  readonly blocked: string;
  /** First characters of what was refused, where the browser tells them. */
  readonly sample: string;
}

/** A cookie as a browser keeps it. */
export interface KeptCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  /** Unix time in seconds; -1 for one that ends with the session. */
  readonly expires: number;
}

/** A cookie to begin with, of the address that is opened. */
export interface GivenCookie {
  readonly name: string;
  readonly value: string;
}

/** Who opens a page; all but the last four are set before anything is loaded. */
export interface VisitorOptions {
  /** Cookies that the visitor has already, for the address that is opened. @default none */
  readonly cookies?: readonly GivenCookie[];
  /** Header fields that go with every request. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** A browser that sends Global Privacy Control: the property and the header. Firefox's own, emulated in Chromium. @default false */
  readonly gpc?: boolean;
  /** The same of Do Not Track. @default false */
  readonly dnt?: boolean;
  /** A browser that is set to refuse all cookies, and with them whatever else a site may keep. @default false */
  readonly refusesCookies?: boolean;
  /** Preferences of Firefox beside these; Chromium knows none. @default none */
  readonly prefs?: Readonly<Record<string, boolean | number | string>>;
  /** @default true */
  readonly javaScript?: boolean;
  /** Languages that are asked for. @default 'en-GB' */
  readonly language?: string;
  /** CSS pixels. @default 1280 × 800 */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** @default 'light' */
  readonly colorScheme?: 'light' | 'dark';
  /** @default false */
  readonly reducedMotion?: boolean;
  /** @default false */
  readonly forcedColors?: boolean;
}

/** A page in one of the engines. What both can do has one name here; `raw` is the engine's own page, for what only one can. */
export interface TestPage<Raw = unknown> {
  readonly raw: Raw;
  /** Every request of this page, its frames included, since it was opened. */
  readonly requests: readonly SeenRequest[];
  /** Errors of the console and errors that nobody caught. Refusals of a policy are in {@link violations}. */
  readonly faults: readonly string[];
  /** What policies refused on this page and in its frames, since it was opened. */
  readonly violations: readonly Violation[];
  /** Follows a link or a bookmark, and waits until the page has loaded. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** One step back in the history; does not wait, for a page that is restored loads nothing. */
  back(): Promise<void>;
  url(): Promise<string>;
  /** Runs a function in the page; it sees nothing of the test but its arguments. */
  evaluate<T, A extends readonly unknown[]>(inPage: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** Waits until a function in the page answers something true, over navigations as well; gives that answer back. */
  until<T, A extends readonly unknown[]>(inPage: (...args: A) => T, ...args: A): Promise<NonNullable<T>>;
  /** Waits until the element is there, is visible and holds still, and clicks it as a person does. */
  click(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  /** A key or several at once, such as `Tab`, `Escape` or `Shift+Tab`. */
  press(keys: string, times?: number): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  setViewport(size: { readonly width: number; readonly height: number }): Promise<void>;
  /** A PNG of what is in view, or of the whole page. */
  screenshot(of?: 'view' | 'page'): Promise<Buffer>;
  /** Another page of the same visitor, with the same cookies. */
  newTab(url?: string): Promise<TestPage<Raw>>;
  /** All cookies of this visitor. */
  cookies(): Promise<KeptCookie[]>;
  close(): Promise<void>;
}

/** One engine, launched. */
export interface TestBrowser {
  /** A new visitor, without anything kept of earlier ones, on a page of theirs. */
  open(url: string, options?: VisitorOptions): Promise<TestPage>;
  /** Hosts beyond this machine that were asked for since the last call, by whatever page: there must be none. */
  foreignRequests(): string[];
  /** Ends the visitors; the next ones begin sooner than with a new browser. */
  forget(): Promise<void>;
  close(): Promise<void>;
}
