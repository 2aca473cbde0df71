import { canonicalLanguage } from '@nest-privacy/core/kit';
import { type TrackingItemDto } from '../dto/tracking-item.dto.js';
import { type TrackingItemContent, type TrackingItemText } from './tracking-item-content.js';

const byCodeUnit = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** The one form of an item's content: defaults filled in, languages canonical, what has no order sorted. */
export function normaliseContent(item: TrackingItemDto): TrackingItemContent {
  const texts = [...item.translations].map(([language, { name, purpose, lifetime, domain }]) => {
    const text: TrackingItemText = {
      name,
      purpose: purpose ?? null,
      lifetime: lifetime ?? null,
      domain: domain ?? null,
    };
    return [canonicalLanguage(language) ?? language, text] as const;
  });
  return {
    category: item.category,
    provider: item.provider ?? null,
    lifetime: item.lifetime ?? null,
    domain: item.domain ?? null,
    cookies: (item.cookies ?? []).map(({ name, match, domain, path, httpOnly }) => ({
      name,
      match: match ?? 'literal',
      domain: domain?.toLowerCase() ?? null,
      path: path ?? null,
      httpOnly: httpOnly ?? null,
    })),
    // A JSON number may be -0, which no database keeps.
    ordering: (item.ordering ?? 0) + 0,
    enabled: item.enabled ?? true,
    sites: [...new Set(item.sites)].sort(),
    translations: Object.fromEntries(texts.sort(byCodeUnit)),
  };
}
