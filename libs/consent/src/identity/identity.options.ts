/** What is kept of the circumstances of a decision beside what was decided: encrypted with a key of the subject's own, and gone when that is destroyed. */
export interface ConsentDetailOptions {
  /** The page on which it was decided, without query and fragment, as the browser tells by `Referer`. @default false */
  readonly page?: boolean | undefined;
  /** The origin of that page, as the browser tells by `Origin`. @default false */
  readonly origin?: boolean | undefined;
  /** The family of the browser, such as `Firefox`, and nothing else of the user agent. @default false */
  readonly userAgentFamily?: boolean | undefined;
  /**
   * The client's address: `truncated` to /24 (IPv4) or /48 (IPv6), or `keyed`, an HMAC by which equal addresses are seen to be equal.
   * @default 'off'
   */
  readonly address?: 'off' | 'truncated' | 'keyed' | undefined;
}

/** Users, what is personal, and its keys. */
export interface ConsentIdentityOptions {
  /**
   * What wraps the keys of subjects and searches for users: secrets of 32 characters at least, newest first; the first wraps, all unwrap. The start is refused when
   * one is missing that still wraps something.
   * @default the module's `secrets`
   */
  readonly encryptionKeys?: readonly string[] | undefined;
  /**
   * Whether the newest decision is read from the database with every request that has a cookie, so that all devices of a user agree at once without any
   * broadcast. Otherwise memory tells, as far as it has heard.
   * @default false
   */
  readonly strict?: boolean | undefined;
  /** @default nothing is kept */
  readonly details?: ConsentDetailOptions | undefined;
}
