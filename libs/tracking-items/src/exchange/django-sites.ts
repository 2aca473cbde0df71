import { type SiteResolver } from '@nest-privacy/core';
import { type DjangoEntry } from './django-entry.js';

/** What became of a reference to a Django site: one of our sites, or the reason why not. */
export type SiteReference = { readonly site: string } | { readonly fault: string };

/** Finds our sites for those of a fixture, by their domains. */
export class DjangoSites {
  private readonly domains: ReadonlyMap<unknown, unknown>;

  constructor(
    entries: readonly DjangoEntry[],
    private readonly resolver: SiteResolver,
  ) {
    this.domains = new Map(entries.map(({ pk, fields }) => [pk, fields['domain']]));
  }

  /** @param reference a primary key, or a natural key: the domain in a list */
  find(reference: unknown): SiteReference {
    const domain = Array.isArray(reference) ? (reference[0] as unknown) : this.domains.get(reference);
    if (typeof domain !== 'string') {
      return {
        fault: `names the site ${JSON.stringify(reference)}, which the fixture does not hold; dump sites.site, too`,
      };
    }
    const site = this.resolver.forHost(domain.trim().toLowerCase());
    if (site) return { site: site.id };
    return { fault: `names the site ${domain}, whose domain is a host of no configured site` };
  }
}
