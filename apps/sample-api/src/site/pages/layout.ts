import { html, Html } from '../html.js';
import { STYLE } from '../style.js';
import { type Visitor } from '../visitor.js';
import { choices } from './choices.js';

/** One page: its title, and what stands between the navigation and the visitor's choices. */
export interface Page {
  readonly title: string;
  readonly body: Html;
}

const NAVIGATION = [
  ['/', 'Home'],
  ['/articles', 'Articles'],
  ['/offers', 'Offers for you'],
] as const;

// The policy names the hash of this very text, so it must not be escaped.
const style = new Html(`<style>${STYLE}</style>`);

/** The whole document. */
export const layout = ({ title, body }: Page, visitor: Visitor): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title} – Corner Bookshop</title>
        ${style}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <p class="brand">Corner Bookshop</p>
          <nav aria-label="Main">
            <ul>
              ${NAVIGATION.map(([path, label]) =>
                path === visitor.path
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
          <p>A demonstration of nest-privacy. Its API is described at <a href="/docs">/docs</a>.</p>
        </footer>
      </body>
    </html> `.markup;
