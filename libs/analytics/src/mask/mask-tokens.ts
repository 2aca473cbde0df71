/** JSON Web Token (RFC 7519) and its kin: the first part is JSON that begins with `{"`. Only where a word begins, so that it is looked for in linear time. */
const JWT = /(?<![\w-])eyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g;
/** With what fills it up in base 64, which stands at an end: before a word it separates that from what is masked. */
const CANDIDATE = /[\w+-]{14,}(?:={1,2}(?![\w+=-]))?/g;
const PARTS = /[A-Za-z0-9]+/g;
const HEXADECIMAL = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{16,}$/i;
/** `iphone15pro` and `b2b` are words: they are short, or letters and digits take turns but twice. */
const SHORTEST_PART = 7;
const FEWEST_CHANGES = 3;
/** Characters of the random parts together. */
const SHORTEST = 14;

const kindOf = (code: number): 'digit' | 'upper' | 'lower' => (code < 58 ? 'digit' : code < 91 ? 'upper' : 'lower');

/** How often letters, capitals and digits take turns; a capital that begins a word is no turn. */
function changesIn(part: string): number {
  let changes = 0;
  let before = kindOf(part.charCodeAt(0));
  for (let i = 1; i < part.length; i++) {
    const kind = kindOf(part.charCodeAt(i));
    if (kind !== before && !(before === 'upper' && kind === 'lower')) changes++;
    before = kind;
  }
  return changes;
}

const isRandom = (part: string): boolean =>
  part.length >= SHORTEST_PART &&
  /\d/.test(part) &&
  /[A-Za-z]/.test(part) &&
  (HEXADECIMAL.test(part) || changesIn(part) >= FEWEST_CHANGES);

/** Masks from the first random part to the last, when they are long enough together. */
function maskCandidate(candidate: string): string {
  const random = [...candidate.matchAll(PARTS)].filter(([part]) => isRandom(part));
  const length = random.reduce((sum, [part]) => sum + part.length, 0);
  if (length < SHORTEST) return candidate;
  const last = random.at(-1)!;
  const end = last.index + last[0].length;
  return `${candidate.slice(0, random[0]!.index)}:token${candidate.slice(end).replace(/^=+$/, '')}`;
}

/**
 * Puts `:token` in the place of JSON Web Tokens and of long random strings: 14 characters or more in which letters and digits take turns as they do in no
 * word, in base 16, 32, 62 or 64. Slugs, words, names and short ids stay.
 *
 * @param text as people read it, see {@link plainForm}
 */
export const maskTokens = (text: string): string => text.replace(JWT, ':token').replace(CANDIDATE, maskCandidate);
