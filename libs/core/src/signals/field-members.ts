const SPACE = 0x20;
const TAB = 0x09;

const isBlank = (code: number): boolean => code === SPACE || code === TAB;

/** Without the optional whitespace of HTTP (RFC 9110 section 5.6.3); `trim()` would also take NBSP and the byte order mark. */
export function stripBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The members of all field lines of one name: split at commas, for whoever joined lines put them there (RFC 9110 section 5.3). */
export const fieldMembers = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split(',')).map(stripBlanks);
