import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { catalogueTables } from './catalogue.js';
import { type Page } from './layout.js';
import { ownData } from './own-data.js';

/** What happens with data here: the `policy` of the tracking status, and with its choices the `config`. */
export const privacyPage = (visitor: Visitor): Page => ({
  title: visitor.texts.privacy.title,
  body: html`${visitor.texts.privacy.body} ${catalogueTables(visitor)} ${ownData(visitor)}`,
});
