import { type ConsentCategory } from '@nest-privacy/core';
import { textInLanguage } from '@nest-privacy/core/kit';
import { type Lifetime } from '../content/lifetime.js';
import { type CookiePattern } from '../cookies/cookie-pattern.js';
import { type CatalogueItem, type SiteCatalogue } from './site-catalogue.js';

/** An item as a visitor reads it. */
export interface PublicTrackingItem {
  readonly id: string;
  readonly provider: string | null;
  readonly domain: string | null;
  /** For machines: `session`, `persistent` or an ISO 8601 duration. */
  readonly lifetime: Lifetime | null;
  /** For people, in {@link language}. */
  readonly lifetimeText: string | null;
  readonly name: string;
  readonly purpose: string | null;
  /** Language of the texts, which may be a fallback. */
  readonly language: string;
  readonly cookies: readonly CookiePattern[];
}

/** Answer of the public listing. */
export interface PublicCatalogue {
  readonly site: string;
  /** The language that was negotiated. */
  readonly language: string;
  readonly version: number;
  readonly sha256: string;
  readonly categories: readonly {
    readonly category: ConsentCategory;
    readonly items: readonly PublicTrackingItem[];
  }[];
}

/** How a catalogue is put into words. */
export interface Rendering {
  readonly language: string;
  readonly defaultLanguage: string;
  /** The groups, in this order, also those without items. */
  readonly categories: readonly ConsentCategory[];
}

/** Puts a site's catalogue into one language, grouped by category. */
export function renderCatalogue(catalogue: SiteCatalogue, rendering: Rendering): PublicCatalogue {
  const { site, version, sha256, items } = catalogue;
  const categories = rendering.categories.map((category) => ({
    category,
    items: items.filter((item) => item.category === category).map((item) => renderItem(item, rendering)),
  }));
  return { site, language: rendering.language, version, sha256, categories };
}

function renderItem(item: CatalogueItem, { language: wanted, defaultLanguage }: Rendering): PublicTrackingItem {
  const { id, provider, domain, lifetime, cookies, translations } = item;
  const { language, text } = textInLanguage(translations, wanted, defaultLanguage);
  return {
    id,
    provider,
    domain: text.domain ?? domain,
    lifetime,
    lifetimeText: text.lifetime,
    name: text.name,
    purpose: text.purpose,
    language,
    cookies,
  };
}
