import { markup, type Markup } from '../markup.js';

/** A heading of a level that the page chooses. */
export function heading(level: 2 | 3 | 4 | 5 | 6, text: string): Markup {
  switch (level) {
    case 2:
      return markup`<h2>${text}</h2>`;
    case 3:
      return markup`<h3>${text}</h3>`;
    case 4:
      return markup`<h4>${text}</h4>`;
    case 5:
      return markup`<h5>${text}</h5>`;
    case 6:
      return markup`<h6>${text}</h6>`;
  }
}
