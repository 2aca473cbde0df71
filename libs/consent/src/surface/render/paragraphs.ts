import { markup, type Markup } from '../markup.js';

/** A text of a notice: each of its lines is a paragraph, and blank ones are none. */
export const paragraphs = (text: string): readonly Markup[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => markup`<p>${line}</p>`);
