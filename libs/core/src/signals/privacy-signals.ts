/** What the browser says by itself, before anyone was asked. The two are never joined here, only in a decision. */
export interface PrivacySignals {
  /** `DNT`: `true` prefers not to be tracked, `false` prefers to allow it, `null` expresses no preference (W3C TPE section 5.1). */
  readonly dnt: boolean | null;
  /** `Sec-GPC`: `true` asks not to sell or share; there is no opposite value (W3C GPC section 3.3). */
  readonly gpc: boolean;
}

/** Nothing was expressed: what holds where there is no request. */
export const NO_SIGNALS: PrivacySignals = Object.freeze({ dnt: null, gpc: false });
