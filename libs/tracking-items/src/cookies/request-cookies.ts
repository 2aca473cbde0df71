import { Inject, Injectable } from '@nestjs/common';
import { type RequestView, SiteResolver } from '@nest-privacy/core';
import { CatalogueMemory } from '../catalogue/catalogue-memory.js';
import { type SiteCatalogue } from '../catalogue/site-catalogue.js';
import { type CookieClaim, CookieLexicon } from './cookie-lexicon.js';
import { isCookieName } from './cookie-name.js';

const READ = Symbol.for('@nest-privacy/tracking-items:cookies');

/** Browsers keep 180 for a site at most. */
const MOST_NAMES = 400;
const LONGEST_NAME = 256;
/**
 * Characters of names that no request brought lately, in one request: each may have to be compared with every pattern of the catalogue. What comes beyond them is read with the
 * next request, which finds the earlier ones known.
 */
const MOST_UNKNOWN = 1_024;

/** A cookie that a request brought, and who lays claim to it. */
export interface RequestCookie {
  readonly name: string;
  /** None for one that the catalogue does not know. */
  readonly claims: readonly CookieClaim[];
}

/** What a request brought. */
export interface RequestCookiesRead {
  readonly siteId: string;
  readonly cookies: readonly RequestCookie[];
}

const NOTHING: RequestCookiesRead = Object.freeze({ siteId: '', cookies: [] });

/** Reads a request's cookies by the catalogue of its site: their names alone, from memory, once a request. */
@Injectable()
export class RequestCookies {
  private readonly lexicons = new WeakMap<SiteCatalogue, CookieLexicon>();

  constructor(
    private readonly memory: CatalogueMemory,
    @Inject(SiteResolver) private readonly sites: SiteResolver,
  ) {}

  /** Nothing of a request without cookies or to no site of ours, and as long as the catalogue could not be read. */
  of(view: RequestView): RequestCookiesRead {
    if (view.cookies === undefined) return NOTHING;
    return view.memo(READ, () => this.read(view, view.cookies!.names));
  }

  /** The words of a site's catalogue as it stands now; `undefined` as long as it could not be read. */
  lexiconOf(siteId: string): CookieLexicon | undefined {
    const catalogue = this.memory.current?.of(siteId);
    if (catalogue === undefined) return undefined;
    let lexicon = this.lexicons.get(catalogue);
    if (lexicon === undefined) this.lexicons.set(catalogue, (lexicon = new CookieLexicon(catalogue.items)));
    return lexicon;
  }

  private read(view: RequestView, names: readonly string[]): RequestCookiesRead {
    const siteId = this.sites.resolve(view)?.id;
    const lexicon = siteId === undefined ? undefined : this.lexiconOf(siteId);
    if (siteId === undefined || lexicon === undefined) return NOTHING;
    let room = MOST_UNKNOWN;
    const cookies: RequestCookie[] = [];
    for (const name of names.slice(0, MOST_NAMES)) {
      let claims = lexicon.recall(name);
      if (claims === undefined) {
        if (name.length > room || !isCookieName(name, LONGEST_NAME)) continue;
        room -= name.length;
        claims = lexicon.claims(name);
      }
      cookies.push({ name, claims });
    }
    return { siteId, cookies };
  }
}
