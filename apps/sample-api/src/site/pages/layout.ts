import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { pageFooter } from './page-footer.js';
import { pageHeader } from './page-header.js';
import { saved } from './saved.js';

/** One page: its title, and what stands between the navigation and the foot. */
export interface Page {
  readonly title: string;
  /** Begins with the heading of the page, which {@link heading} makes. */
  readonly body: Html;
}

/** The first heading of a page, and what is to be read first. */
export const heading = (title: string, lead?: string): Html =>
  html`<div class="stack">
    <h1>${title}</h1>
    ${lead !== undefined && html`<p class="lead">${lead}</p>`}
  </div>`;

const head = (title: string, { texts, assets }: Visitor): Html =>
  html`<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="${assets.urlOf('icon.svg')}" type="image/svg+xml" />
    <link rel="stylesheet" href="${assets.urlOf('site.css')}" />
    <title>${title} – ${texts.shop}</title>`;

/** The banner comes first after the link that skips to the content, so that it is reached first, and takes nobody's focus. */
const content = (body: Html, visitor: Visitor): Html => {
  const { texts, surface } = visitor;
  return html`<body>
    <a class="skip" href="#content">${texts.skip}</a>
    ${surface.banner()} ${pageHeader(visitor)}
    <main id="content" tabindex="-1">${saved(visitor)} ${body}</main>
    ${pageFooter(visitor)} ${surface.dialog()}
  </body>`;
};

/** The whole document. */
export const layout = ({ title, body }: Page, visitor: Visitor): string => {
  const { language, direction } = visitor.texts;
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="${direction}">`,
    '<head>',
    head(title, visitor),
    visitor.surface.head(visitor.nonce),
    '</head>',
    content(body, visitor),
    '</html>',
    '',
  ].join('\n');
};
