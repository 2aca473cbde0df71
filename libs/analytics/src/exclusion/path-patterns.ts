import { ConfigurationError } from '@nest-privacy/core';

const LONGEST = 256;
const MOST = 200;

/**
 * Whether a pattern covers a text, part by part: `star` stands for any number of parts. It goes back to the last star alone, and so takes no more
 * steps than the product of both lengths.
 */
function covers(
  pattern: ArrayLike<string>,
  text: ArrayLike<string>,
  star: string,
  fits: (pattern: string, part: string) => boolean,
): boolean {
  let p = 0;
  let t = 0;
  let last = -1;
  let mark = 0;
  while (t < text.length) {
    if (pattern[p] === star) {
      last = p++;
      mark = t;
    } else if (p < pattern.length && fits(pattern[p]!, text[t]!)) {
      p++;
      t++;
    } else if (last >= 0) {
      p = last + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === star) p++;
  return p === pattern.length;
}

const isSame = (a: string, b: string): boolean => a === b;

/** Within a segment: `*` for any text. */
const wildcard = (pattern: string, text: string): boolean => covers(pattern, text, '*', isSame);

/** Over whole segments: `**` for any number of them. */
const segments = (pattern: readonly string[], path: readonly string[]): boolean =>
  covers(pattern, path, '**', wildcard);

/**
 * Paths by pattern: literal (`/status`), `*` for any text within a segment (`/drafts/*.html`) and `**` for any number of segments (`/internal/**`,
 * which covers `/internal` too). Matched by a walk that takes no more than the product of both lengths; no regular expression is involved.
 */
export class PathPatterns {
  private readonly literals = new Set<string>();
  /** By their first segment, so that most paths meet no glob at all; those that begin with a wildcard stand under `*`. */
  private readonly globs = new Map<string, (readonly string[])[]>();

  /**
   * @param where names the option in the error
   * @throws ConfigurationError when a pattern is malformed
   */
  constructor(patterns: readonly string[], where: string) {
    if (patterns.length > MOST) throw fault(`there are more than ${MOST} patterns`, where);
    for (const pattern of patterns) this.add(pattern, where);
  }

  matches(path: string): boolean {
    if (this.literals.has(path)) return true;
    const end = path.indexOf('/', 1);
    const near = this.globs.get(end < 0 ? path.slice(1) : path.slice(1, end));
    const anywhere = this.globs.get('*');
    if (!near && !anywhere) return false;
    const parts = path.split('/');
    return [near, anywhere].some((globs) => globs?.some((glob) => segments(glob, parts)));
  }

  private add(pattern: string, where: string): void {
    if (
      typeof pattern !== 'string' ||
      !pattern.startsWith('/') ||
      pattern.length > LONGEST ||
      /[\p{Cc}?#]/u.test(pattern)
    )
      throw fault(`${JSON.stringify(pattern)} is not a path pattern`, where);
    const parts = pattern.split('/');
    if (parts.some((part) => part !== '**' && part.includes('**')))
      throw fault(`in ${JSON.stringify(pattern)} "**" is not a whole segment`, where);
    if (!pattern.includes('*')) {
      this.literals.add(pattern);
      return;
    }
    const first = parts[1]!.includes('*') ? '*' : parts[1]!;
    this.globs.set(first, [...(this.globs.get(first) ?? []), parts]);
  }
}

const fault = (what: string, where: string): ConfigurationError =>
  new ConfigurationError({
    code: 'PATH_PATTERN_INVALID',
    what,
    where,
    remedy: `write at most ${MOST} paths that begin with "/", of ${LONGEST} characters at most, with "*" for text within a segment and "**" for whole segments`,
  });
