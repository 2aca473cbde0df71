import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { heading, type Page } from './layout.js';

/** Something to read, for everybody. */
export const articlesPage = ({ texts }: Visitor): Page => {
  const { title, lead, pieces } = texts.articles;
  return {
    title,
    body: html`${heading(title, lead)}
    ${pieces.map(
      (piece) =>
        html`<article class="prose stack">
          <h2>${piece.title}</h2>
          ${piece.paragraphs.map((text) => html`<p>${text}</p>`)}
        </article>`,
    )}`,
  };
};
