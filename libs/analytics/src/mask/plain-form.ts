/** Beyond these rounds a text is taken as it is; nobody encodes by accident so often. */
const MOST_ROUNDS = 8;
const ENCODED = /(?:%[0-9a-f]{2})+/gi;
/** A percent sign that was encoded again and again: `%2525` and so on. */
const ENCODED_AGAIN = /%(?:25)+/g;
const NOT_PLAIN = /[^ -~]/;
/** Control and format characters, and halves of surrogate pairs. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

const decoded = (text: string): string =>
  text
    .replace(ENCODED_AGAIN, '%')
    .replace(ENCODED, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));

/**
 * A text as people read it, so that a rule meets one spelling alone: percent-encoding undone however often it was done, letters and digits of other widths
 * as plain ones (Unicode NFKC), and no characters that cannot be seen. What is encoded wrongly stays, as U+FFFD where it is not UTF-8.
 */
export function plainForm(text: string): string {
  let plain = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = plain;
    if (plain.includes('%')) plain = decoded(plain);
    if (NOT_PLAIN.test(plain)) plain = plain.normalize('NFKC').replace(INVISIBLE, '');
    if (plain === before) break;
  }
  return plain;
}
