import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { catalogueTables } from './catalogue.js';
import { type Page } from './layout.js';

/** Something changed between the page and the decision: what there is now, to decide about that. */
export const outdatedPage = (visitor: Visitor): Page => ({
  title: visitor.texts.outdated.title,
  body: html`${visitor.texts.outdated.body} ${catalogueTables(visitor)}`,
});
