import { markup, type Markup } from '../markup.js';
import { type HeadingLevel } from '../surface-wish.js';

/**
 * A heading of a level that the page chooses.
 *
 * @param id by which something is named after it
 */
export function heading(level: HeadingLevel, text: string, id?: string): Markup {
  const named = id !== undefined && markup` id="${id}"`;
  switch (level) {
    case 2:
      return markup`<h2${named}>${text}</h2>`;
    case 3:
      return markup`<h3${named}>${text}</h3>`;
    case 4:
      return markup`<h4${named}>${text}</h4>`;
    case 5:
      return markup`<h5${named}>${text}</h5>`;
    case 6:
      return markup`<h6${named}>${text}</h6>`;
  }
}
