import { type Named } from './hinted-agent.js';

/** Browsers that are taken for another, or whose version is; the first that fits. Group 1 is the version. */
const RULES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bbaidubrowser[ /](\d+)/, 'Baidu Browser'],
  [/\bMxBrowser\/(\d+)/, 'Maxthon'],
  [/\bbrave\/(\d+)/i, 'Brave'],
  [/\bGSA\/(\d+)/, 'Google Search'],
  [/\bOpera Mini\/(\d+)/, 'Opera Mini'],
];
/** The engine of Internet Explorer, which tells its version also where it passes itself off as an older one; that is higher by four, and 11 was the last. */
const TRIDENT = /\bTrident\/(\d+)/;
const TRIDENT_BEHIND = 4;
const LAST = 11;

/**
 * The browser of a user agent.
 *
 * @param parsed as the parser tells it
 */
export function browserOf(
  userAgent: string,
  parsed: { readonly name?: string | undefined; readonly version?: string | undefined },
): Named {
  for (const [pattern, name] of RULES) {
    const found = pattern.exec(userAgent);
    if (found) return { name, version: found[1]! };
  }
  const { name = '', version = '' } = parsed;
  const engine = name === 'Internet Explorer' ? TRIDENT.exec(userAgent) : null;
  return { name, version: engine ? String(Math.min(LAST, Number(engine[1]) + TRIDENT_BEHIND)) : version };
}
