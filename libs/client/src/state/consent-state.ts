/** What a visitor decided about one category. `unset` is not `denied`. */
export type Decision = 'granted' | 'denied' | 'unset';

/** How `unset` is read: nothing without a grant, everything until a refusal, or everything as long as visitors are told of it. */
export type Regime = 'opt-in' | 'opt-out' | 'notice-only';

/** What the browser says by itself; `dnt` is `null` where it says nothing. */
export interface Signals {
  readonly dnt: boolean | null;
  readonly gpc: boolean;
}

/**
 * Where this visitor's consent stands: the answer of `GET /consent`, or what the page found in the visitor's own cookie. What was decided (`decisions`) and
 * what may happen (`allowed`) are two things: time, a notice and the browser's signals change the second alone. Times are ISO 8601 in UTC.
 */
export interface ConsentState {
  /** The decision per category; `ESSENTIALS` is not among them. */
  readonly decisions: Readonly<Record<string, Decision>>;
  /** The final answer per category, the regime and the browser's signals included. */
  readonly allowed: Readonly<Record<string, boolean>>;
  readonly state: 'unset' | 'active' | 'expired' | 'withdrawn';
  /** The strictest over all categories. */
  readonly regime: Regime;
  /** How `unset` is read, by category; `opt-in` for one that is not named. */
  readonly regimes: Readonly<Record<string, Regime>>;
  /** The law that was taken to hold; absent where the page decided without the server. */
  readonly jurisdiction?: string | undefined;
  readonly noticeVersion: number;
  /** The version of the catalogue of tracking items; `null` where the server has none. */
  readonly catalogueVersion?: number | null;
  readonly recordId: string | null;
  readonly decidedAt: string | null;
  readonly validUntil: string | null;
  /** Whether the visitor is to be asked. */
  readonly promptRequired: boolean;
  /** Until when what was refused is not asked about again; `null` where nothing was refused. */
  readonly reaskNotBefore: string | null;
  /** Whether the visitor has to be shown that their GPC signal was honoured, and it was. */
  readonly showGpcHonoured: boolean;
  readonly signals: Signals;
  /** The states of Google Consent Mode by the server's mapping; absent where the page decided without it. */
  readonly consentMode?: Readonly<Record<string, 'granted' | 'denied'>> | undefined;
  /** The tool whose consent the server could take over; absent where there is nothing. */
  readonly importable?: string;
}
