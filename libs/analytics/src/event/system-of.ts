import { type Named } from './hinted-agent.js';

/** Systems that are taken for another, or for none; the first that fits. Group 1 is the version. */
const RULES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bWindows Phone(?: OS)?[ /]?(\d+)?/, 'Windows Phone'],
  [/\bXbox\b/, 'Xbox'],
  [/\bCrOS\b/, 'Chrome OS'],
  [/\bTizen[ /]?(\d+)?/, 'Tizen'],
  [/\b(?:Web0S|WebOS|webOS)\b(?:\/(\d+))?/, 'WebOS'],
  [/\bKAIOS\/(\d+)/, 'KaiOS'],
  [/\b(?:HarmonyOS|OpenHarmony)[ /]?(\d+)?/, 'HarmonyOS'],
  [/\bFuchsia\b/, 'Fuchsia'],
  [/\b(?:Symbian(?:OS)?[ /]?(\d+)?|SymbOS\b|S60V\d|S60\/\d)/, 'Symbian'],
  [/\bSilk-Accelerated=/, 'Android'],
  [/\((?:Mobile|Tablet); rv:\d/, 'Firefox OS'],
  [/\b(?:Free|Open|Net)BSD\b/, 'BSD'],
  [/\bSunOS\b/, 'Solaris'],
];

/** Versions that browsers have frozen in their user agents, so that they say nothing: of Android, and of macOS since Big Sur. */
const FROZEN = /\bAndroid 10; K\)|\bMac OS X 10[._]15(?:_7)?[;)]/;

/** Windows before 2000 and of small devices, in user agents of its time. */
const OLD_WINDOWS = /\bWin(?:dows|NT|\d| 9x)/;

/** The name of the Windows of each NT version. */
const WINDOWS: Readonly<Record<string, string>> = { 'NT 6.1': '7', 'NT 6.2': '8', 'NT 6.3': '8', 'NT 10.0': '10' };

/**
 * The system of a user agent.
 *
 * @param parsed as the parser tells it
 */
export function systemOf(
  userAgent: string,
  parsed: { readonly name?: string | undefined; readonly version?: string | undefined },
): Named {
  for (const [pattern, name] of RULES) {
    const found = pattern.exec(userAgent);
    if (found) return { name, version: found[1] ?? '' };
  }
  const { name = '', version = '' } = parsed;
  if (name === '' && OLD_WINDOWS.test(userAgent)) return { name: 'Windows', version: '' };
  if (FROZEN.test(userAgent)) return { name, version: '' };
  return { name, version: WINDOWS[version] ?? version };
}
