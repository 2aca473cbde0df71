import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';

/**
 * What visitors may ask of what is kept of them: forms and links, which work without JavaScript. Forms for all, since who never decided in this browser may be
 * known as a user, or by the cookie of statistics.
 */
export const ownData = ({ consent, texts }: Visitor): Html => {
  const words = texts.ownData;
  return html`<section class="panel is-sunken stack" id="own-data" aria-labelledby="own-data-title">
    <h2 id="own-data-title">${words.title}</h2>
    <p>${words.text}</p>
    ${consent.recordId !== null && html`<p><a href="/consent/records">${words.history}</a></p>`}
    <form method="post" action="/privacy/export">
      <button>${words.export}</button>
    </form>
    <form class="stack" method="post" action="/privacy/erase">
      <label class="tick"><input type="checkbox" required /> ${words.sure}</label>
      <button>${words.erase}</button>
    </form>
  </section>`;
};
