import { type CookieLexicon } from '../cookies/cookie-lexicon.js';

/** What may have stood where a name is masked: a number, hexadecimal or random letters and digits, a UUID. */
const SAMPLES = ['1234567890', '0a1b2c3d4e5f60718293a4b5c6d7e8f9', '01234567-89ab-4cde-8f01-23456789abcd'];

/**
 * Whether a catalogue knows the cookies that are listed by a name. For a masked one it is asked about names as browsers send them, for an expression of digits
 * matches no `*`, and a `?` matches nothing else.
 *
 * @param lexicon `undefined` as long as the catalogue could not be read, which then knows nothing
 */
export function isDeclared(lexicon: CookieLexicon | undefined, name: string): boolean {
  const names = name.includes('*') ? SAMPLES.map((sample) => name.replaceAll('*', sample)) : [name];
  return names.some((one) => (lexicon?.claims(one).length ?? 0) > 0);
}
