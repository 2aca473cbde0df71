/** Where a cookie goes. */
export interface CookieScope {
  /** Whether it is set with `Secure`: the client came by https. */
  readonly secure: boolean;
  /** The domain it is shared with; the host alone without one. */
  readonly domain?: string | undefined;
  /** Paths beneath which browsers send it. Default: all of them. */
  readonly path?: string | undefined;
}

/**
 * The name under which a cookie is set **and read**: with `Secure` it is `__Host-<name>`, or `__Secure-<name>` where it is shared with a domain or kept to a path
 * (RFC 6265bis, section 4.1.3). Browsers take such a cookie from https alone, and `__Host-` from no host but this one, so that neither a plain
 * http response nor a sibling host can plant it. A cookie without the prefix is therefore nothing on https, and must not be read there.
 *
 * @param name as configured, without a prefix; see {@link hasCookiePrefix}
 */
export const prefixedCookieName = (name: string, { secure, domain, path = '/' }: CookieScope): string =>
  secure ? `${domain === undefined && path === '/' ? '__Host-' : '__Secure-'}${name}` : name;

/** Whether a name begins with a prefix that browsers give a meaning, in whatever case; options refuse it, for the prefix follows from the scheme. */
export const hasCookiePrefix = (name: string): boolean => /^__(host|secure|http|host-http)-/i.test(name);
