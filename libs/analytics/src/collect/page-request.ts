import { type IncomingHttpHeaders } from 'node:http';

/** Destinations whose answer a browser shows as a document (Fetch standard, section 2.2.5: navigation requests). */
const SHOWN = new Set(['document', 'iframe', 'frame', 'embed', 'object', 'fencedframe']);

/** Extensions of what pages are made of, and of what programs read; none is a page's own. */
const PARTS = new Set(
  (
    'css js mjs cjs map json wasm xml xsl txt csv rss atom webmanifest ' +
    'ico png jpg jpeg gif webp avif apng svg bmp tif tiff woff woff2 ttf otf eot ' +
    'mp3 ogg oga wav flac aac m4a mp4 m4v webm ogv mov avi m3u8 vtt ' +
    'pdf doc docx xls xlsx ppt pptx swf zip gz tgz bz2 xz 7z rar tar iso dmg exe msi deb rpm apk jar'
  ).split(' '),
);

const NAMED_HTML = /\btext\/html\b|\bapplication\/xhtml\+xml/i;
const HTML = /\btext\/(?:html|\*)|\bapplication\/xhtml\+xml/i;

/** Whether whoever accepts this may want a page: it names HTML, or nothing in particular. */
const takesHtml = (accept: string | undefined): boolean =>
  accept === undefined || accept === '' || accept.trim() === '*/*' || HTML.test(accept);

/** Whether the last part of a path ends as that of an image, a style sheet or another file does. */
function isPart(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot >= 0 && PARTS.has(name.slice(dot + 1).toLowerCase());
}

/**
 * Whether a request asks for a page to look at, and not for a part of one: an image that is missing is often answered with a page, which nobody sees. A browser
 * says it (`Sec-Fetch-Dest`, W3C Fetch Metadata Request Headers, section 2.1), but only over https or to its own machine; for the others `Accept` and the
 * path's extension tell. What a script fetches counts where it asks for HTML, as libraries do that replace the page in place.
 */
export function asksForPage(headers: IncomingHttpHeaders, path: string): boolean {
  const destination = headers['sec-fetch-dest'];
  if (typeof destination === 'string' && destination !== 'empty') return SHOWN.has(destination);
  const { accept } = headers;
  if (destination === 'empty' && !HTML.test(accept ?? '')) return false;
  return takesHtml(accept) && !isPart(path);
}

/**
 * As {@link asksForPage}, of whoever says so: by `Sec-Fetch-Dest`, or by an `Accept` that names HTML. Programs that take anything ask for much that is not there.
 */
export const insistsOnPage = (headers: IncomingHttpHeaders, path: string): boolean =>
  asksForPage(headers, path) && (SHOWN.has(String(headers['sec-fetch-dest'])) || NAMED_HTML.test(headers.accept ?? ''));
