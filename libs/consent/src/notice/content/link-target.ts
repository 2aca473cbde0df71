import { NOTICE_LIMITS } from './notice-limits.js';

const BASE = 'https://site.invalid';

/** Whether a link of a notice may lead there: an http(s) URL without credentials, or a path of the site. Nothing that a browser runs or shows by itself. */
export function isLinkTarget(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > NOTICE_LIMITS.url || /[\s\\\p{Cc}\p{Cs}]/u.test(text)) return false;
  const isPath = text.startsWith('/');
  if (!isPath && !/^https?:\/\//i.test(text)) return false;
  const url = URL.canParse(text, BASE) ? new URL(text, BASE) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return isPath ? url.origin === BASE && !url.pathname.startsWith('//') : url.hostname !== '';
}
