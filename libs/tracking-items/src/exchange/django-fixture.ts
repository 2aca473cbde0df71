import { type CategoryRegistry, type ProblemPart } from '@nest-privacy/core';
import { describeEntry, type DjangoEntry } from './django-entry.js';
import { type DjangoSites } from './django-sites.js';
import { fixtureId } from './fixture-id.js';

/** An item put together from its entries; not validated yet. */
export interface AssembledItem {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly entry: DjangoEntry;
  /** By language code as the fixture spells it. */
  readonly translations: ReadonlyMap<string, DjangoEntry>;
}

/** The items of a fixture, or what keeps them from being read. */
export interface AssembledFixture {
  readonly items: readonly AssembledItem[];
  readonly faults: readonly ProblemPart[];
}

/** Django's empty text means "nothing said", as `null` does. */
const said = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? null : (value ?? null));

const faultIn = (entry: DjangoEntry, field: string, detail: string): ProblemPart => ({
  path: `${entry.index}.fields.${field}`,
  detail: `${field} ${describeEntry(entry)} ${detail}`,
});

/** Puts items and their parler translations together. */
export function assembleFixture(
  itemEntries: readonly DjangoEntry[],
  textEntries: readonly DjangoEntry[],
  sites: DjangoSites,
  categories: CategoryRegistry,
): AssembledFixture {
  const faults: ProblemPart[] = [];
  const texts = new Map<unknown, Map<string, DjangoEntry>>(itemEntries.map(({ pk }) => [pk, new Map()]));
  for (const entry of textEntries) {
    const { master, language_code: language } = entry.fields;
    const own = texts.get(master);
    if (!own) faults.push(faultIn(entry, 'master', 'names no item of this fixture'));
    else if (typeof language !== 'string') faults.push(faultIn(entry, 'language_code', 'must be text'));
    else if (own.has(language)) faults.push(faultIn(entry, 'language_code', `repeats ${language} of the same item`));
    else own.set(language, entry);
  }
  const items = itemEntries.map((entry) => {
    const category = typeof entry.fields['category'] === 'string' && categories.parse(entry.fields['category']);
    if (!category) faults.push(faultIn(entry, 'category', `must be one of ${categories.all.join(', ')}`));
    const translations = texts.get(entry.pk)!;
    if (translations.size === 0) faults.push(faultIn(entry, 'translations', 'are missing; dump the translations, too'));
    const raw = {
      id: fixtureId(entry.pk as string | number),
      category: category || '',
      ordering: entry.fields['ordering'] ?? 0,
      sites: siteIds(entry, sites, faults),
      ...textMembers([...translations]),
    };
    return { raw, entry, translations };
  });
  return { items, faults };
}

function siteIds(entry: DjangoEntry, sites: DjangoSites, faults: ProblemPart[]): string[] {
  // The many-to-many field of the published models is "site"; forks of it say "sites".
  const field = 'sites' in entry.fields ? 'sites' : 'site';
  const references = entry.fields[field] ?? [];
  if (!Array.isArray(references)) {
    faults.push(faultIn(entry, field, 'must be a list'));
    return [];
  }
  return references.flatMap((reference: unknown) => {
    const found = sites.find(reference);
    if ('site' in found) return [found.site];
    faults.push(faultIn(entry, field, found.fault));
    return [];
  });
}

/** Django translates the domain as well; where all languages agree it becomes the item's own. */
function textMembers(texts: readonly (readonly [string, DjangoEntry])[]): Record<string, unknown> {
  const domains = new Set(texts.map(([, { fields }]) => said(fields['domain'])));
  const [domain] = domains.size === 1 ? domains : [null];
  const translations = texts.map(([language, { fields }]) => [
    language,
    {
      name: fields['name'],
      purpose: said(fields['description']),
      lifetime: said(fields['lifetime']),
      domain: domain === null ? said(fields['domain']) : null,
    },
  ]);
  return { domain, translations: Object.fromEntries(translations) as unknown };
}
