import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { demo } from './demo.js';
import { type Page } from './layout.js';
import { SHELF } from './shelf.js';

/** What the shop is, and where its JavaScript API can be tried. */
export const homePage = (visitor: Visitor): Page => {
  const { title, eyebrow, lead, doors } = visitor.texts.home;
  return {
    title,
    body: html`<div class="hero">
        <div class="stack">
          <p class="eyebrow">${eyebrow}</p>
          <h1>${title}</h1>
          <p class="lead">${lead}</p>
        </div>
        ${SHELF}
      </div>
      <ul class="grid doors">
        ${Object.entries(doors).map(
          ([path, door]) =>
            html`<li class="card">
              <h2>${door.title}</h2>
              <p>${door.text}</p>
              <p><a href="${path}">${door.link}</a></p>
            </li>`,
        )}
      </ul>
      ${demo(visitor)}`,
  };
};
