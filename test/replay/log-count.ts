import { isbot } from 'isbot';

/** Page views by something. */
export type Tally = Readonly<Record<string, number>>;

/** What a log has to say to whoever counts it by hand. */
export interface LogCount {
  readonly pageviews: number;
  /** GETs by people of pages that were none in the log, or are none now. */
  readonly misses: number;
  readonly visitors: number;
  readonly pages: Tally;
  readonly referrers: Tally;
  /** GETs of machines that would be page views or misses else, by reason. */
  readonly dropped: { readonly bot: number; readonly 'empty-user-agent': number };
  /** GETs of paths that are no UTF-8 once they are decoded, which servers refuse with 400. */
  readonly refused: number;
  /** GET and HEAD of files, and of what was no page in the log either. */
  readonly noPages: number;
}

const LONGEST_REFERRER = 512;
/** Two fonts in the log are named by a hash, which is masked like every random string. */
const HASH = /(?<=\/fonts\/)[\w-]{43}(?=\.ttf$)/;

/** What the paths of this log end in that is no page. */
const FILE =
  /\.(?:png|css|ico|txt|gif|jpe?g|js|pdf|jar|xml|ttf|py|pyc|log|exe|xsl|conf|svg|doc|c|cpp|woff|swf|sh|pcap|lua|gz)$/;

/** Those of them that are parts of pages, or read by programs: nobody misses a page there. */
const PART = /\.(?:png|css|ico|txt|gif|jpe?g|js|pdf|jar|xml|ttf|exe|xsl|svg|doc|woff|swf|gz)$/;

const tally = (values: readonly string[]): Tally => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
};

function referrerIn(field: string, ownHost: string): string {
  if (field === '-') return 'direct';
  const [, scheme, host, path] = /^(https?:\/\/)([^/?#]+)([^?#]*)/.exec(field)!;
  return host === ownHost ? 'internal' : `${scheme}${host}${path || '/'}`.slice(0, LONGEST_REFERRER);
}

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}

/**
 * Counts a log in the combined format from its text alone, with nothing of the suite: who asked by GET for what is no file, got it and is no machine viewed a
 * page, and a visitor is an address with a user agent.
 *
 * @param ownHost host and port of the server, whose own pages are `internal` referrers
 */
export function countLog(lines: readonly string[], ownHost: string): LogCount {
  const all = lines
    .map((line) => line.split('"'))
    .map(([start, request, status, referrer, , agent]) => ({
      address: start!.split(' ')[0]!,
      method: request!.split(' ')[0]!,
      wasShown: ['200', '304'].includes(status!.trim().split(' ')[0]!),
      page: request!.split(' ')[1]!.split('?')[0]!.replace(HASH, ':token'),
      referrer: referrerIn(referrer!, ownHost),
      agent: agent!,
    }));
  const decodable = all.filter(({ page }) => isDecodable(page));
  const shown = decodable.filter(({ page, wasShown }) => wasShown && !FILE.test(page));
  const gets = shown.filter(({ method }) => method === 'GET');
  const isShown = new Set(shown);
  const missed = decodable.filter((one) => one.method === 'GET' && !isShown.has(one) && !PART.test(one.page));
  const views = gets.filter(({ agent }) => agent !== '-' && !isbot(agent));
  const named = [...gets, ...missed].filter(({ agent }) => agent !== '-');
  const people = named.filter(({ agent }) => !isbot(agent));
  return {
    pageviews: views.length,
    misses: people.length - views.length,
    visitors: new Set(views.map(({ address, agent }) => `${address} ${agent}`)).size,
    pages: tally(views.map(({ page }) => page)),
    referrers: tally(views.map(({ referrer }) => referrer)),
    dropped: { bot: named.length - people.length, 'empty-user-agent': gets.length + missed.length - named.length },
    refused: all.length - decodable.length,
    noPages: decodable.length - shown.length,
  };
}
