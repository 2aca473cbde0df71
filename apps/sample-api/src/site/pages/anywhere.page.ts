import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { heading, type Page } from './layout.js';

/** The page of every other path, so that the demonstration can be visited like any site. */
export const anywherePage = ({ texts: { anywhere }, path }: Visitor): Page => ({
  title: anywhere.title,
  body: html`${heading(anywhere.title)} ${anywhere.body(path)}`,
});
