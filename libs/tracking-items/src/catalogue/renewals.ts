import { type ConsentCategory, type KnownCatalogue, type Renewal } from '@nest-privacy/core';
import { canonicalJson } from '@nest-privacy/core/sealing';
import { type CatalogueItem } from './site-catalogue.js';

/** Per kind of change and category, the newest renewal. */
export type Renewals = KnownCatalogue['renewals'];

type Items = readonly CatalogueItem[];

const inCategory = (items: Items, category: ConsentCategory): Items =>
  items.filter((item) => item.category === category);

const same = (text: string | null): string | null => text && text.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** The renewals after a change of what a site's visitors are shown. */
export function renewalsAfter(earlier: Renewals, before: Items, after: Items, renewal: Renewal): Renewals {
  const renewed = { any: { ...earlier.any }, 'new-provider-or-purpose': { ...earlier['new-provider-or-purpose'] } };
  for (const category of new Set([...before, ...after].map((item) => item.category))) {
    const [had, has] = [inCategory(before, category), inCategory(after, category)];
    if (canonicalJson(had) !== canonicalJson(has)) renewed.any[category] = renewal;
    if (has.some((item) => isNew(item, had))) renewed['new-provider-or-purpose'][category] = renewal;
  }
  return renewed;
}

/** The renewals of a catalogue whose history does not tell them: whatever it holds may be new to an earlier grant. */
export function renewedAll(categories: readonly ConsentCategory[], renewal: Renewal): Renewals {
  const all = Object.fromEntries(categories.map((category) => [category, renewal]));
  return { any: all, 'new-provider-or-purpose': all };
}

/**
 * Whether an item brings its category a provider or a purpose that it did not have. What is not said is not covered by anything that was said before,
 * and a purpose in other words counts as another one, for nobody can tell the two apart.
 */
function isNew(item: CatalogueItem, had: Items): boolean {
  const before = had.find(({ id }) => id === item.id);
  return isNewProvider(item, before, had) || isNewPurpose(item, before, had);
}

function isNewProvider({ provider }: CatalogueItem, before: CatalogueItem | undefined, had: Items): boolean {
  if (before && same(before.provider) === same(provider)) return false;
  return provider === null || !had.some((other) => same(other.provider) === same(provider));
}

/** A further language says the same once more; only where there is no other to compare with must a text be one that was known. */
function isNewPurpose({ translations }: CatalogueItem, before: CatalogueItem | undefined, had: Items): boolean {
  const isKnown = (language: string): boolean => {
    const purpose = same(translations[language]!.purpose);
    return purpose !== null && had.some((other) => same(other.translations[language]?.purpose ?? null) === purpose);
  };
  const languages = Object.keys(translations);
  const shared = languages.filter((language) => before?.translations[language] !== undefined);
  if (shared.length === 0) return !languages.some(isKnown);
  const changed = shared.filter(
    (language) => same(before!.translations[language]!.purpose) !== same(translations[language]!.purpose),
  );
  return changed.some((language) => translations[language]!.purpose !== null && !isKnown(language));
}
