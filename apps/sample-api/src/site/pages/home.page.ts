import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { demo } from './demo.js';
import { type Page } from './layout.js';

/** What the shop is, and where its JavaScript API can be tried. */
export const homePage = (visitor: Visitor): Page => ({
  title: visitor.texts.home.title,
  body: html`${visitor.texts.home.body} ${demo(visitor)}`,
});
