/** From what is longest: the rest of a number would be taken for another one. */
const PARTS: readonly RegExp[] = [
  // UUIDs, whole.
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi,
  // Random letters and digits; no word of this length has one of these.
  /(?=[a-z]*\d)[0-9a-z]{20,}/gi,
  // Hexadecimal; words such as "feedface" have no digit.
  /(?=[a-f]*\d)[0-9a-f]{8,}/gi,
  // More than a year, or the number of a version or an experiment.
  /\d{5,}/g,
];

/**
 * A cookie's name without what may be the number of a person or of a session: such a part becomes `*`. What is left is what the cookies of all visitors have in
 * common, and how they are declared by a glob.
 */
export const maskedName = (name: string): string =>
  PARTS.reduce((masked, part) => masked.replaceAll(part, '*'), name).replaceAll(/\*{2,}/g, '*');
