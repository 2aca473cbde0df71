/** What pages end in, where they end in something. */
const PAGES = /^(?:x?html?|shtml|php\d?|aspx?|jsp|cgi)$/i;

/** Whether a path is one of a page, going by its end: `/a`, `/a/`, `/a.html` and `/logstash-1.3.2` are, `/favicon.ico` and `/robots.txt` are not. */
export function isPagePath(path: string): boolean {
  const end = /\.([a-z][a-z0-9]{0,7})$/i.exec(path)?.[1];
  return end === undefined || PAGES.test(end);
}
