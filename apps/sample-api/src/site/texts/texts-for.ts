import { ENGLISH } from './english.js';
import { GERMAN } from './german.js';
import { type SiteTexts } from './site-texts.js';

const LONGEST_HEADER = 1_000;

/** The language ranges of the header that were not refused by `q=0`, the dearest first (RFC 9110, section 12.5.4). */
const rangesOf = (header: string): string[] =>
  header
    .slice(0, LONGEST_HEADER)
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [tag = '', quality = ''] = range.split(';').map((part) => part.trim());
      return { tag, quality: quality.startsWith('q=') ? Number(quality.slice(2)) || 0 : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);

/**
 * The words for a visitor, in the one of the site's languages that they like best; English where they like none of them.
 *
 * @param acceptLanguage the header of that name
 */
export function textsFor(acceptLanguage: string | undefined): SiteTexts {
  for (const tag of rangesOf(acceptLanguage ?? '')) {
    const found = [ENGLISH, GERMAN].find(({ language }) => tag === language || tag.startsWith(`${language}-`));
    if (found) return found;
  }
  return ENGLISH;
}
