/** Code points of a text from a file that are quoted at most. */
const LONGEST = 200;

/**
 * A text out of a file as it can be shown to somebody who judges that file: in quotation marks, on one line, shortened to 200 characters, and with nothing that a
 * terminal or a page obeys or that cannot be seen (Unicode's category C, and its separators of lines), so that no file speaks with the voice of whoever checks it.
 */
export function quoted(text: string): string {
  const points = [...text];
  const said = points.length > LONGEST ? `${points.slice(0, LONGEST).join('')}…` : text;
  return printable(JSON.stringify(said));
}

/** The same without quotation marks, at its full length. */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
