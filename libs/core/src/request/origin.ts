/**
 * An origin as browsers write it in `Origin` (RFC 6454, section 6.1).
 *
 * @param text scheme, host and port, where it is not the scheme's own; one slash at the end is forgiven
 * @returns `undefined` when it is no http or https origin
 */
export function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '') ? url.origin : undefined;
}
