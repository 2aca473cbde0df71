import { type ConsentClient } from '../index.js';

/** What the gate needs of a client. */
export type GateClient = Pick<ConsentClient, 'allows' | 'state' | 'onChange' | 'load'>;

/**
 * `active`: was let in, and has loaded where that can be known. `failed`: did not load, or not within the time that others wait for it. `parked`: a
 * frame that is empty again.
 */
export type GateStatus = 'active' | 'failed' | 'parked';

/** What became of one element. */
export interface GateEntry {
  /** The element that stands in the page now; of one that `innerHTML` brought, the copy that ran. */
  readonly element: Element;
  /** What it waited for, separated by spaces. */
  readonly category: string;
  /** What it is now. */
  readonly status: GateStatus;
}

/** What a category leaves in this browser: a cookie, or a key of `localStorage` or `sessionStorage`. The cookies of a notice's items are such. */
export interface Trace {
  /** The name, or a pattern of names. */
  readonly name: string;
  /** How the name is read: `literal`, `glob` (`*` any run of characters, `?` one) or `regex`, which the whole name must match. @default literal */
  readonly match?: string;
}

/**
 * Detail of the DOM event `privacy:reload` on the document: something has run that is no longer allowed, and only a reload undoes it. The elements offer it, or
 * reload where the notice has no words for that. Whoever calls `preventDefault()` offers it in a way of their own.
 */
export interface ReloadOffer {
  /** Those of which scripts have run. */
  readonly categories: readonly string[];
  /** Reloads the page when the decision has reached the server, or is known to wait. */
  reload(): Promise<void>;
}

declare global {
  interface DocumentEventMap {
    'privacy:reload': CustomEvent<ReloadOffer>;
    'privacy:once': Event;
  }
}

/** How the gate works; all but `client` is optional. */
export interface GateOptions {
  /** Says what is allowed, and when that changes. */
  readonly client: GateClient;
  /**
   * What happens when something has run that is no longer allowed: `ask` offers a reload ({@link ReloadOffer}), `auto` reloads, `never` goes on.
   *
   * @default ask
   */
  readonly reload?: 'ask' | 'auto' | 'never' | undefined;
  /** How long others wait for a script that does not answer, in milliseconds. @default 10_000 */
  readonly timeout?: number;
  /**
   * Name of a Trusted Types policy to be made, for pages that require Trusted Types and allow it: scripts with `data-src`, and those that `innerHTML`
   * has brought, need one. `none` says that the page allows no policy. @default none is made
   */
  readonly trustedTypesPolicy?: string | undefined;
  /**
   * Attributes of other consent managers to be read beside `data-consent`, and the category that a name in them means: such as
   * `{ 'data-cookieconsent': (name) => name.toUpperCase() }`. A category that nobody knows is never allowed. @default none
   */
  readonly alsoRead?: Readonly<Record<string, (name: string) => string>>;
  /** What to erase when a category is no longer allowed. @default nothing */
  readonly traces?: (category: string) => readonly Trace[] | Promise<readonly Trace[]>;
  /** Called with all that becomes of elements. @default nobody */
  readonly onChange?: (entry: GateEntry) => void;
}

/** Lets parked elements in when their categories are allowed. */
export interface Gate {
  /** Looks for parked elements, from now on also in a shadow tree that the node belongs to. May be called again and again. @param node default: the document */
  scan(node?: Node): void;
  /** Lets one element in although nothing allows it, for this page view; nothing is stored. The DOM event `privacy:once` on the element does the same. */
  once(element: Element): void;
  /** Empties a frame for this page view, whatever is allowed, until {@link once}; adds nothing to the history. */
  off(element: Element): void;
  /** Whether a script of the category has run on this page. */
  ran(category: string): boolean;
  /** Ends it: nothing is let in any more. What is active stays. */
  dispose(): void;
}
