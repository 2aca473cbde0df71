import { hasCookiePrefix } from '../security/cookie-prefix.js';

const PREFIX = /^__(?:host-http|host|secure|http)-/i;

/** A cookie's name without the prefix that browsers give a meaning; the rest keeps its case. */
const bare = (name: string): string => (hasCookiePrefix(name) ? name.replace(PREFIX, '') : name);

/**
 * The cookies without which the suite would forget what a visitor decided. Who clears cookies away asks here first: no entry of a catalogue, and no pattern that says
 * too much, may take them.
 */
export class OwnCookies {
  private readonly names = new Set<string>();

  /** Has cookies kept from now on, under these names with or without a prefix. */
  keep(...names: readonly string[]): void {
    for (const name of names) this.names.add(bare(name));
  }

  /** Whether a cookie is one of them. */
  has(name: string): boolean {
    return this.names.has(bare(name));
  }
}
