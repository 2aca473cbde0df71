import { html } from '../html.js';

/** A book on the shelf, in parts of the picture's size. */
const spine = (colour: string, x: number, width: number, height: number) =>
  html`<rect class="shelf-${colour}" x="${x}" y="${300 - height}" width="${width}" height="${height}" rx="3" />
    <rect class="shelf-paper" x="${x + width / 4}" y="${324 - height}" width="${width / 2}" height="5" rx="2.5" />`;

/** The picture of the start page: books on a shelf, one of which leans. */
export const SHELF = html`<svg viewBox="0 0 480 340" aria-hidden="true" focusable="false">
  ${spine('d', 14, 40, 208)} ${spine('a', 58, 30, 244)} ${spine('b', 92, 46, 186)} ${spine('d', 142, 24, 226)}
  ${spine('c', 170, 38, 202)} ${spine('e', 212, 32, 250)} ${spine('b', 248, 26, 214)}
  <g transform="rotate(-12 324 300)">${spine('a', 324, 34, 222)}</g>
  <rect class="shelf-c" x="366" y="270" width="98" height="30" rx="3" />
  <rect class="shelf-e" x="374" y="242" width="84" height="28" rx="3" />
  <path class="shelf-b" d="M396 242c-10-34 4-52 18-62 4 22 2 42-6 62z" />
  <path class="shelf-b" d="M414 242c2-30 16-42 32-46-2 22-10 36-24 46z" />
  <rect class="shelf-line" x="0" y="300" width="480" height="6" rx="3" />
</svg>`;
