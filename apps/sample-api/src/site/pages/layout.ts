import { html, Html } from '../html.js';
import { STYLE } from '../style.js';
import { type Visitor } from '../visitor.js';
import { choices } from './choices.js';

/** One page: its title, and what stands between the navigation and the visitor's choices. */
export interface Page {
  readonly title: string;
  readonly body: Html;
}

// The policy names the hash of this very text, so it must not be escaped.
const style = new Html(`<style>${STYLE}</style>`);

/** The whole document. The empty `data-privacy-banner` is where a banner goes. */
export const layout = ({ title, body }: Page, visitor: Visitor): string => {
  const { texts, path: current } = visitor;
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title} – ${texts.shop}</title>
        ${style}
      </head>
      <body>
        <a class="skip" href="#content">${texts.skip}</a>
        <div data-privacy-banner></div>
        <header>
          <p class="brand">${texts.shop}</p>
          <nav aria-label="${texts.navigation.label}">
            <ul>
              ${texts.navigation.pages.map(([path, label]) =>
                path === current
                  ? html`<li><a href="${path}" aria-current="page">${label}</a></li>`
                  : html`<li><a href="${path}">${label}</a></li>`,
              )}
            </ul>
          </nav>
        </header>
        <main id="content">
          <h1>${title}</h1>
          ${body}
        </main>
        ${choices(visitor)}
        <footer>
          <p>${texts.footer}</p>
        </footer>
      </body>
    </html> `.markup;
};
