const BACKSLASH = 92;
const QUOTE = 34;

const LETTERS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', v: '\v', f: '\f' };
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|([\s\S]))/g;

/** As a server wrote it, byte by byte, for a character may have been cut into several escapes. */
const unescaped = (text: string): string =>
  Buffer.from(
    text
      .replace(/[^\0-\x7f]+/g, (plain) => Buffer.from(plain).toString('latin1'))
      .replace(ESCAPE, (_escape, hex: string | undefined, letter: string) =>
        hex === undefined ? (LETTERS[letter] ?? letter) : String.fromCharCode(parseInt(hex, 16)),
      ),
    'latin1',
  ).toString('utf8');

/** A text in quotation marks, without them and without escapes. */
export interface QuotedText {
  readonly text: string;
  /** Where the line goes on after it. */
  readonly end: number;
}

/**
 * Reads the text in quotation marks that begins at `start`, as Apache and nginx write it: `\"`, `\\` and `\xE2` for what is not printed.
 *
 * @returns `undefined` where none begins, or where it does not end
 */
export function quotedAt(line: string, start: number): QuotedText | undefined {
  if (line.charCodeAt(start) !== QUOTE) return undefined;
  let isPlain = true;
  for (let i = start + 1; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === BACKSLASH) {
      isPlain = false;
      i += 1;
    } else if (code === QUOTE) {
      const raw = line.slice(start + 1, i);
      return { text: isPlain ? raw : unescaped(raw), end: i + 1 };
    }
  }
  return undefined;
}
