/** What another tool kept of a visitor's consent, as it was found; nothing is added to it. */
export interface FoundConsent {
  /** Whether each was accepted, by the tool's own names of its categories, services or groups. */
  readonly choices: ReadonlyMap<string, boolean>;
  /** Whether the tool writes down only what was accepted, so that a name that is not among the choices was refused. */
  readonly onlyAccepted: boolean;
  /** When the tool says that it was decided, in milliseconds since the epoch; `null` when it does not say. */
  readonly givenAt: number | null;
  /** The tool's own id of the visitor or of the consent; `null` when there is none. */
  readonly reference: string | null;
  /** The language of the notice, as the tool says; `null` when it does not. */
  readonly language: string | null;
}

/** A cookie of another tool as the browser sent it, not decoded. */
export interface RawCookie {
  readonly value: string;
  /** Another cookie of the same browser. */
  readonly beside: (name: string) => string | undefined;
}

/**
 * Reads a tool's cookie.
 *
 * @returns `undefined` when it is not one, or shows no choice of a visitor
 */
export type CookieFormat = (cookie: RawCookie) => FoundConsent | undefined;
