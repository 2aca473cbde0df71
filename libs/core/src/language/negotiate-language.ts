import { canonicalLanguage } from '../validation/language-tag.js';
import { lookupLanguage } from './lookup-language.js';

const LONGEST_HEADER = 1_000;
const QUALITY = /^q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)$/i;

/** What the language of an answer is chosen from. */
export interface LanguageWishes {
  /** Asked for in the query; comes first. */
  readonly requested?: string | undefined;
  /** The `Accept-Language` header (RFC 9110, section 12.5.4). */
  readonly accepted?: string | undefined;
  readonly available: ReadonlySet<string>;
  readonly defaultLanguage: string;
}

function rangesOf(header: string): string[] {
  const ranges = header.slice(0, LONGEST_HEADER).split(',');
  return ranges
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
      const quality = parameters.map((parameter) => QUALITY.exec(parameter)?.[1]).find((value) => value !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** Chooses the language of an answer: the query's, else the browser's in its order of preference, else the default. */
export function negotiateLanguage({ requested, accepted = '', available, defaultLanguage }: LanguageWishes): string {
  for (const tag of requested === undefined ? rangesOf(accepted) : [requested, ...rangesOf(accepted)]) {
    const canonical = canonicalLanguage(tag);
    const found = canonical === undefined ? undefined : lookupLanguage(canonical, available);
    if (found !== undefined) return found;
  }
  return defaultLanguage;
}
