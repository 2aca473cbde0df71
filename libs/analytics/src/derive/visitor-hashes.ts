import { randomInt } from 'node:crypto';
import { BoundedMap, hash53 } from '@nest-privacy/core/kit';
import { type CookielessTraits, cookielessVisitor, lastingVisitor } from '../identity/visitor-hash.js';

const KEPT = 10_000;
/** Sites are an allow-list, so that these need no bound. */
type BySite<T> = Map<string, T>;

/**
 * The hashes of visitors who were here lately, for a keyed hash costs more than all else that is made of a hit. Who came without consent is looked up by a number under a
 * seed of this process, so that no address and no user agent stays in memory, and forgotten with the salt of the day.
 */
export class VisitorHashes {
  private readonly seed = randomInt(2 ** 32);
  private readonly lasting: BySite<BoundedMap<string, string>> = new Map();
  private readonly cookieless = new WeakMap<Buffer, BoundedMap<number, string>>();

  /** @param id of the cookie, or the application's own */
  ofLasting(site: string, id: string): string {
    let known = this.lasting.get(site);
    if (!known) this.lasting.set(site, (known = new BoundedMap(KEPT)));
    return known.get(id) ?? known.through(id, () => lastingVisitor(site, id));
  }

  /** @param salt of the visitor's day, always the same object */
  ofCookieless(salt: Buffer, traits: CookielessTraits): string {
    let known = this.cookieless.get(salt);
    if (!known) this.cookieless.set(salt, (known = new BoundedMap(KEPT)));
    const { site, address, host, userAgent } = traits;
    // With its length, no text can be taken for the end of the one before.
    const key = hash53(this.seed ^ (address.length << 16) ^ host.length, site, address, host, userAgent);
    return known.get(key) ?? known.through(key, () => cookielessVisitor(salt, traits));
  }
}
