import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { catalogue } from './catalogue.js';
import { choices } from './choices.js';
import { heading, type Page } from './layout.js';
import { ownData } from './own-data.js';
import { standings } from './standings.js';

/** What happens with data here: the `policy` of the tracking status, and with its choices the `config`. */
export const privacyPage = (visitor: Visitor): Page => {
  const { title, paragraphs } = visitor.texts.privacy;
  return {
    title,
    body: html`${heading(title)}
      <div class="prose stack">${paragraphs.map((text) => html`<p>${text}</p>`)}</div>
      ${standings(visitor)} ${choices(visitor)} ${catalogue(visitor)} ${ownData(visitor)}`,
  };
};
