const BASE = 'http://local.invalid';
const LONGEST = 2_048;

/**
 * What forms may lead back to, and links of a page to itself: `text`, as a browser writes it, where it is a path of this site with or without query and fragment.
 *
 * @returns `undefined` for everything that may lead elsewhere, such as `//host`, and for what is longer than 2 048 characters: `POST /consent` refuses these as `redirect`
 */
export function localPath(text: string): string | undefined {
  if (text.length > LONGEST || !/^\/(?![/\\])/.test(text) || /[\\\p{Cc}]/u.test(text)) return undefined;
  const url = URL.canParse(text, BASE) ? new URL(text, BASE) : undefined;
  if (url?.origin !== BASE || url.pathname.startsWith('//')) return undefined;
  return url.pathname + url.search + url.hash;
}
