/** How {@link CookiePattern.name} is read. */
export type CookieNameMatch = 'literal' | 'glob' | 'regex';

/** How a `name` can be read, for validation and documentation. */
export const COOKIE_NAME_MATCHES: readonly CookieNameMatch[] = ['literal', 'glob', 'regex'];

/** Which cookies belong to a tracking item. What a pattern leaves out (`null`), it does not care about. */
export interface CookiePattern {
  /** The name itself, a glob (`*` any run of characters, `?` one), or a regular expression that the whole name must match. */
  readonly name: string;
  readonly match: CookieNameMatch;
  /** `example.com` for that host, `.example.com` for it and its subdomains, `*.example.com` for its subdomains only. */
  readonly domain: string | null;
  /** Cookies of this path and below it (RFC 6265, section 5.1.4). */
  readonly path: string | null;
  readonly httpOnly: boolean | null;
}

/** What is known of one cookie. A `Cookie` request header tells the name alone; what is left out is not compared. */
export interface ObservedCookie {
  readonly name: string;
  readonly domain?: string;
  readonly path?: string;
  readonly httpOnly?: boolean;
}
