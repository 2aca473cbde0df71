import { html } from '../html.js';
import { type Page } from './layout.js';

/**
 * Why a page stays closed, and how to open it.
 *
 * @param categories the purposes that need consent first
 */
export const refusedPage = (categories: readonly string[]): Page => ({
  title: 'This page needs your consent',
  body: html`<p>
    What it shows is chosen by what you read here. For that we need your consent to
    ${categories.map((category, i) => [i > 0 && ', ', html`<strong>${category}</strong>`])}, which you have not given.
    You can give it below, and withdraw it at any time. The rest of the shop is open to you either way.
  </p>`,
});
