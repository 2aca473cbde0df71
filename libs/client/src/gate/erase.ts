import { type Trace } from './gate.options.js';

const STORES = ['localStorage', 'sessionStorage'] as const;

/** A list of one, or of none where a browser cannot read what another language of patterns may say. */
function matchersOf({ name, match }: Trace): RegExp[] {
  const globs = match === 'glob' ? '*?' : '';
  const source = name.replace(/\W/g, (sign) => ['.*', '.'][globs.indexOf(sign)] ?? `\\${sign}`);
  try {
    return [new RegExp(`^(${match === 'regex' ? name : source})$`)];
  } catch {
    return [];
  }
}

/** Of whatever path and domain it is: every path that this page's begins with, and every parent of its host; browsers refuse public suffixes. */
function eraseCookie(name: string): void {
  let last;
  for (let host = `.${location.hostname}`; host !== last; host = host.replace(/^\.[^.]*/, '')) {
    last = host;
    for (let path = location.pathname; path; path = path.replace(/[^/]+$|\/$/, ''))
      for (const kind of ['', ';secure', ';secure;partitioned'])
        document.cookie = `${name}=;max-age=0;domain=${host};path=${path}${kind}`;
  }
}

/** Erases what scripts can reach of it. */
export function erase(traces: readonly Trace[]): void {
  const matchers = traces.flatMap(matchersOf);
  const matching = (names: string[]) => names.filter((name) => matchers.some((matcher) => matcher.test(name)));
  matching(document.cookie.split('; ').map((cookie) => cookie.split('=')[0]!)).forEach(eraseCookie);
  for (const store of STORES)
    try {
      for (const key of matching(Object.keys(window[store]))) window[store].removeItem(key);
    } catch {
      // Storage is forbidden, and so nothing is in there.
    }
}
