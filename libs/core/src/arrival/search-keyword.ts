import { type KnownSource } from './known-source.js';
import { queryValues } from './query-values.js';

/** What stands for the words of a search that the engine keeps to itself, as nearly all do. */
export const KEYWORD_HIDDEN = '(not provided)';

/** What comes out of bytes that are no UTF-8. */
const UNREADABLE = '\ufffd';

/**
 * What was searched for, as far as the address of the page of results still tells.
 *
 * @param source whose page it is
 * @param url of the page, with its query
 * @returns empty where it does not tell, or not in UTF-8
 */
export function searchedFor({ keywords }: KnownSource, url: string): string {
  if (keywords.length === 0) return '';
  const values = queryValues(url, (name) => (keywords.includes(name) ? name : undefined));
  for (const name of keywords) {
    const words = values?.get(name)?.trim() ?? '';
    if (words !== '') return words.includes(UNREADABLE) ? '' : words;
  }
  return '';
}
