import { BoundedMap } from '@nest-privacy/core/kit';
import { type ConsentCategory } from '@nest-privacy/core';
import { type CookiePattern } from './cookie-pattern.js';
import { cookieMatcher } from './matches-cookie.js';

/** Names that are remembered; a site has some dozens, and made-up ones without end. */
const REMEMBERED = 2_000;

/** What an item says of a cookie whose name it knows. */
export interface CookieClaim extends Pick<CookiePattern, 'domain' | 'path'> {
  readonly category: ConsentCategory;
}

interface Claimant {
  readonly claim: CookieClaim;
  readonly matches: (name: string) => boolean;
}

/** An item as far as its cookies are concerned. */
export interface CookieOwner {
  readonly category: ConsentCategory;
  readonly cookies: readonly CookiePattern[];
}

/** Which items of a catalogue know a cookie by its name. What a name was found to be is remembered, for the same ones come with every request. */
export class CookieLexicon {
  private readonly literals = new Map<string, CookieClaim[]>();
  private readonly others: Claimant[] = [];
  private readonly read = new BoundedMap<string, readonly CookieClaim[]>(REMEMBERED);

  constructor(items: readonly CookieOwner[]) {
    for (const { category, cookies } of items) for (const pattern of cookies) this.add(category, pattern);
  }

  /** What {@link claims} said of a name before; `undefined` where it was not asked, or not lately. */
  recall(name: string): readonly CookieClaim[] | undefined {
    return this.read.get(name);
  }

  /** Every claim that the catalogue lays to a name; none for one that it does not know. */
  claims(name: string): readonly CookieClaim[] {
    return this.read.through(name, () => [
      ...(this.literals.get(name) ?? []),
      ...this.others.filter(({ matches }) => matches(name)).map(({ claim }) => claim),
    ]);
  }

  private add(category: ConsentCategory, pattern: CookiePattern): void {
    const { name, match, domain, path } = pattern;
    const claim = { category, domain, path };
    if (match === 'literal') this.literals.set(name, [...(this.literals.get(name) ?? []), claim]);
    else {
      const matches = cookieMatcher(pattern);
      this.others.push({ claim, matches: (text) => matches({ name: text }) });
    }
  }
}
