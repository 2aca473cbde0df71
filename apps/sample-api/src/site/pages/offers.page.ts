import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { heading, type Page } from './layout.js';

/** The page that needs consent to marketing. */
export const offersPage = ({ texts, surface }: Visitor): Page => {
  const { title, lead, books, after } = texts.offers;
  return {
    title,
    body: html`${heading(title, lead)}
      <ul class="grid">
        ${books.map(
          (book, i) =>
            html`<li class="book">
              <p class="cover cover-${i + 1}" aria-hidden="true"><span>${book.title}</span></p>
              <h2>${book.title}</h2>
              <p>${book.about}</p>
              <p class="price">${book.price}</p>
            </li>`,
        )}
      </ul>
      <p class="prose">${after} ${surface.settingsLink()}</p>`,
  };
};
