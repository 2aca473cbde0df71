/** What a visitor decided about one category. `unset` is not `denied`. */
export type Decision = 'granted' | 'denied' | 'unset';

/** Where this visitor's consent stands: the answer of `GET /consent`; times are ISO 8601 in UTC. */
export interface ConsentState {
  /** The decision per category; `ESSENTIALS` is not among them. */
  readonly decisions: Readonly<Record<string, Decision>>;
  /** The final answer per category, the regime and the browser's signals included. */
  readonly allowed: Readonly<Record<string, boolean>>;
  readonly state: 'unset' | 'active' | 'expired' | 'withdrawn';
  readonly regime: 'opt-in' | 'opt-out' | 'notice-only';
  readonly noticeVersion: number;
  /** The version of the catalogue of tracking items; `null` where the server has none. */
  readonly catalogueVersion?: number | null;
  readonly recordId: string | null;
  readonly decidedAt: string | null;
  readonly validUntil: string | null;
  /** Whether the visitor is to be asked. */
  readonly promptRequired: boolean;
  readonly signals: { readonly dnt: boolean | null; readonly gpc: boolean };
}
