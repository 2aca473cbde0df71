import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';

/** The name of the shop, and the way to its pages. */
export const pageHeader = ({ texts, path: current, assets }: Visitor): Html => {
  const { label, pages } = texts.navigation;
  return html`<header class="site-header">
    <p class="brand">
      <a href="/"><img src="${assets.urlOf('icon.svg')}" alt="" width="30" height="30" />${texts.shop}</a>
    </p>
    <nav aria-label="${label}">
      <ul>
        ${pages.map(
          ([path, name]) =>
            html`<li><a href="${path}" ${path === current && html`aria-current="page"`}>${name}</a></li>`,
        )}
      </ul>
    </nav>
  </header>`;
};
