/** Control characters, which no database needs and PostgreSQL partly refuses, and halves of surrogate pairs. */
const UNFIT = /[\p{Cc}\p{Cs}]/gu;

/** Text without control characters and broken pairs, cut to `longest` UTF-16 units. */
export function cleanText(text: string, longest: number): string {
  const short = text.length > longest ? text.slice(0, longest) : text;
  return short.replace(UNFIT, '');
}
