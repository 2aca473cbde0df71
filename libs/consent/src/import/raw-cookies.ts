import { type RequestView } from '@nest-privacy/core';

/** A cookie as it was sent: `CookieJar` decodes, and what is decoded as a whole cannot always be taken apart any more. */
export function rawCookie(view: RequestView, name: string): string | undefined {
  for (const pair of view.header('cookie')?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
