import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { catalogue } from './catalogue.js';
import { choices } from './choices.js';
import { heading, type Page } from './layout.js';

/** Something changed between the page and the decision: what there is now, to decide about that. */
export const outdatedPage = (visitor: Visitor): Page => {
  const { title, lead, text } = visitor.texts.outdated;
  return {
    title,
    body: html`${heading(title, lead)}
      <p class="prose">${text}</p>
      ${choices(visitor)} ${catalogue(visitor)}`,
  };
};
