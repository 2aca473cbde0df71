/** Strings of a JSON text, and what stands between its tokens. */
const STRINGS_AND_SPACE = /"(?:[^"\\]|\\.)*"|[ \t\n\r]+/g;

/** The tokens of a JSON text, however its strings are escaped and its lines are laid out. */
const tokensOf = (text: string): string =>
  text.replaceAll(STRINGS_AND_SPACE, (part) => (part.startsWith('"') ? JSON.stringify(JSON.parse(part)) : ''));

/**
 * Parses a JSON text that says no more than what is parsed of it. A member that is there twice would be read by people at its first place and checked at its
 * last, and a number with more digits than there can be would be checked as another one.
 *
 * @throws Error for such a text, and SyntaxError for what is no JSON
 */
export function readExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (tokensOf(text) === JSON.stringify(value)) return value;
  throw new Error(
    'the file says something else to people than to programs: a member stands in it twice, a number is written otherwise than it is read, or its members were reordered; use it as it was issued',
  );
}
