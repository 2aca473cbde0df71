import { html } from '../html.js';
import { type Page } from './layout.js';

/** The page that needs consent to marketing. */
export const offersPage = (): Page => ({
  title: 'Offers for you',
  body: html`<p>You allowed marketing, so we may pick for you:</p>
    <ul>
      <li>“The Right to Be Let Alone”, an essay of 1890, now in paperback</li>
      <li>“Cookies, and How to Bake Them”, with 80 recipes</li>
    </ul>
    <p>Changed your mind? Withdraw below; it holds from your next click.</p>`,
});
