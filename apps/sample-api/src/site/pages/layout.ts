import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { choices } from './choices.js';

/** One page: its title, and what stands between the navigation and the visitor's choices. */
export interface Page {
  readonly title: string;
  readonly body: Html;
}

const link = (path: string, label: string, current: string): Html =>
  path === current
    ? html`<li><a href="${path}" aria-current="page">${label}</a></li>`
    : html`<li><a href="${path}">${label}</a></li>`;

/** The whole document. The empty `data-privacy-banner` is where a banner goes. */
export const layout = ({ title, body }: Page, visitor: Visitor): string => {
  const { texts, path: current, assets } = visitor;
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="${assets.urlOf('icon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assets.urlOf('site.css')}" />
        <title>${title} – ${texts.shop}</title>
      </head>
      <body>
        <a class="skip" href="#content">${texts.skip}</a>
        <div data-privacy-banner></div>
        <header class="site-header">
          <p class="brand">
            <a href="/"><img src="${assets.urlOf('icon.svg')}" alt="" width="30" height="30" />${texts.shop}</a>
          </p>
          <nav aria-label="${texts.navigation.label}">
            <ul>
              ${texts.navigation.pages.map(([path, label]) => link(path, label, current))}
            </ul>
          </nav>
        </header>
        <main id="content">
          <h1>${title}</h1>
          ${body}
        </main>
        ${choices(visitor)}
        <footer class="site-footer">
          <p>${texts.footer}</p>
        </footer>
      </body>
    </html> `.markup;
};
