/** How cookies that the catalogue does not know are listed. */
export interface UndeclaredCookiesOptions {
  /**
   * Milliseconds between two times that a process writes what it saw; `off` where somebody calls {@link UndeclaredCookies.flush}.
   *
   * @default 10000
   */
  readonly writeInterval?: number | 'off' | undefined;
}
