/**
 * The beginning of a text, which is text that every database and every format takes: a cut can part the halves of one character, and no half is text; nor is NUL for
 * PostgreSQL. In their place stands U+FFFD.
 *
 * @param most UTF-16 units
 */
export const cutText = (text: string, most: number): string => text.slice(0, most).replace(/[\p{Cs}\0]/gu, '\uFFFD');
