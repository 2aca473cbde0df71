import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { homePage } from './home.page.js';
import { type Page } from './layout.js';

/** Something changed between the page and the decision: what there is now, to decide about that. */
export const outdatedPage = (visitor: Visitor): Page => ({
  title: 'Please look again before you agree',
  body: html`<p>
      <strong>What we use has changed since your page was shown.</strong> Your choice was about what we used before, so
      we have not recorded it. Here is what we use now; your choices below are about this.
    </p>
    ${homePage(visitor).body}`,
});
