/** Which cookies are taken away, and where. */
export interface CookieJanitorOptions {
  /**
   * `every-response` looks at whatever the server answers; `bound` only where {@link CookieJanitorMiddleware} is.
   *
   * @default 'every-response'
   */
  readonly responses?: 'every-response' | 'bound' | undefined;
  /**
   * Domains above the hosts of the sites, such as `example.com`: there, too, cookies are taken away of which the catalogue does not say the domain, and those of which
   * it does are taken although nobody decided anything on the host that is asked. Name those alone whose hosts all share one consent, for what was allowed on another host goes
   * with them.
   *
   * @default none
   */
  readonly domains?: readonly string[] | undefined;
  /**
   * What becomes of cookies of a category that is not allowed because the visitor was never asked, or the answer does not count any more: they were set without consent, or
   * without one that still holds. `keep` leaves them until there is an answer, for the weeks in which an earlier banner's decisions are taken over.
   *
   * @default 'expire'
   */
  readonly undecided?: 'expire' | 'keep' | undefined;
}

/** The options, checked and complete. */
export type CookieJanitorSettings = {
  readonly [N in keyof CookieJanitorOptions]-?: NonNullable<CookieJanitorOptions[N]>;
};
