import { html } from '../html.js';
import { type Page } from './layout.js';

/**
 * The page of every other path, so that the demonstration can be visited like any site.
 *
 * @param path as the visitor typed it
 */
export const anywherePage = (path: string): Page => ({
  title: 'A shelf further back',
  body: html`<p>You found <code>${path}</code>. There is not much here yet, but your visit counts.</p>`,
});
