const BASE = 'http://local.invalid';
const LONGEST = 2_048;

/** `text` if a redirect to it stays on this origin, and `undefined` for everything that may lead elsewhere. */
export function localPath(text: string): string | undefined {
  if (text.length > LONGEST || !/^\/(?![/\\])/.test(text) || /[\\\p{Cc}]/u.test(text)) return undefined;
  const url = URL.canParse(text, BASE) ? new URL(text, BASE) : undefined;
  if (url?.origin !== BASE || url.pathname.startsWith('//')) return undefined;
  return url.pathname + url.search + url.hash;
}
