import { isbot } from 'isbot';

/** Rows by what they have in common. */
export type Tally = Readonly<Record<string, number>>;

/** What the paths of this log end in that is no page. */
const FILE = /\.(?:png|css|ico|txt|gif|jpe?g|js|jar|ttf|pdf|xml|svg|exe|xsl|woff|swf|gz|doc)$/;
/** Two fonts are named by a hash, which is masked like every random string; they are files, but some ask for them with more behind the name. */
const HASH = /(?<=\/fonts\/)[\w-]{43}(?=\.ttf)/;
/** Whoever is searched with in this log. */
const SEARCH = /^(?:(?:www|images)\.google(?:\.[a-z]+)+|(?:www\.)?bing\.com|(?:r\.)?duckduckgo\.com)$/;
const HIDDEN = '(not provided)';
const OWN_HOST = 'www.semicomplete.com';
const LONGEST_REFERRER = 512;
const PAUSE = 30 * 60_000;

/** What the user agents of this log say, in the order in which one hides another. */
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/Silk\//, 'Amazon Silk'],
  [/SeaMonkey\//, 'SeaMonkey'],
  [/Opera Mini\//, 'Opera Mini'],
  [/OPR\/|^Opera\//, 'Opera'],
  [/Chromium\//, 'Chromium'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/GSA\//, 'Google Search'],
  [/MAXTHON/, 'Maxthon'],
  [/MSIE |Trident\//, 'Internet Explorer'],
  [/Firefox\//, 'Firefox'],
  [/Android/, 'Android Browser'],
  [/Safari\/|iPhone/, 'Safari'],
  [/conkeror/, 'Mozilla'],
  [/^\s*QS304 Profile/, 'QS304 Profile'],
  [/^SAMSUNG-GT-E2232/, 'SAMSUNG-GT-E2232/1.0 Openwave/6.2.3 Prof'],
];

/** A request for a page by somebody who is no machine. */
export interface AskedPage {
  /** Such as `2015-05-17`. */
  readonly day: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Address and user agent. */
  readonly who: string;
  readonly kind: 'pageview' | 'miss';
  readonly page: string;
  readonly referrer: string;
  readonly keyword: string;
  readonly browser: string;
}

/** A visit by address and user agent alone. */
export interface LoggedVisit {
  readonly day: string;
  readonly hasBounced: boolean;
  /** Seconds. */
  readonly duration: number;
}

/** A line by the places of its quotation marks. */
function fieldsOf(line: string) {
  const [start = '', request = '', result = '', referrer = '', , agent = ''] = line.split('"');
  const [method = '', target = ''] = request.split(' ');
  const [, day, time] = /\[(\d\d)\/May\/2015:([\d:]{8}) \+0000\]/.exec(start)!;
  return {
    day: `2015-05-${day}`,
    at: Date.parse(`2015-05-${day}T${time}Z`),
    address: start.split(' ')[0]!,
    method,
    path: target.split('?')[0]!,
    status: result.trim().split(' ')[0]!,
    referrer,
    agent,
  };
}

function referrerIn(field: string): string {
  const [, scheme, host, path] = /^(https?:\/\/)([^/?#]+)([^?#]*)/.exec(field) ?? [];
  if (host === undefined) return 'direct';
  return host === OWN_HOST ? 'internal' : `${scheme}${host}${path || '/'}`.slice(0, LONGEST_REFERRER);
}

function keywordIn(field: string): string {
  if (!URL.canParse(field)) return '';
  const { hostname, searchParams } = new URL(field);
  return SEARCH.test(hostname) ? searchParams.get('q')?.trim() || HIDDEN : '';
}

/** How often each value occurs; empty ones are left out. */
export function tally(values: readonly string[]): Tally {
  const counts: Record<string, number> = {};
  for (const value of values) if (value !== '') counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** `access-whole.log` counted by its text alone, with nothing of the suite. */
export class CountedLog {
  private readonly lines: readonly ReturnType<typeof fieldsOf>[];

  constructor(text: string) {
    this.lines = text.split('\n').filter(Boolean).map(fieldsOf);
  }

  get statuses(): Tally {
    return tally(this.lines.map(({ status }) => status));
  }

  /** Lines that tell of nobody at a page, by the reason that is found first. */
  get leftOut(): Tally {
    return tally(
      this.lines.map(({ method, status, path, agent }) => {
        if (method !== 'GET') return 'method';
        if (!/^(?:2..|404)$/.test(status)) return 'status';
        if (FILE.test(path)) return 'part';
        if (agent === '-') return 'empty-user-agent';
        return isbot(agent) ? 'bot' : '';
      }),
    );
  }

  /** Who asked for which page. */
  asked(): readonly AskedPage[] {
    return this.lines
      .filter(({ method, status, path }) => method === 'GET' && /^(?:2..|404)$/.test(status) && !FILE.test(path))
      .filter(({ agent }) => agent !== '-' && !isbot(agent))
      .map(({ day, at, address, status, path, referrer, agent }) => ({
        ...{ day, at, who: `${address} ${agent}` },
        kind: status === '404' ? 'miss' : 'pageview',
        page: path.replace(HASH, ':token'),
        referrer: referrerIn(referrer),
        keyword: keywordIn(referrer),
        browser: BROWSERS.find(([sign]) => sign.test(agent))?.[1] ?? '',
      }));
  }

  /** What each did with pauses of half an hour at most, where a page was shown. */
  visits(): readonly LoggedVisit[] {
    const visits: AskedPage[][] = [];
    const latest = new Map<string, AskedPage[]>();
    for (const one of [...this.asked()].sort((a, b) => a.at - b.at)) {
      const visit = latest.get(one.who);
      if (visit && one.at - visit.at(-1)!.at <= PAUSE) visit.push(one);
      else {
        visits.push([one]);
        latest.set(one.who, visits.at(-1)!);
      }
    }
    return visits
      .map((visit) => ({ visit, shown: visit.filter(({ kind }) => kind === 'pageview').length }))
      .filter(({ shown }) => shown > 0)
      .map(({ visit, shown }) => ({
        day: visit[0]!.day,
        hasBounced: shown === 1,
        duration: (visit.at(-1)!.at - visit[0]!.at) / 1_000,
      }));
  }
}
