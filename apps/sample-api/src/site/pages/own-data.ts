import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';

/** What visitors who decided here may ask of what is kept of them: forms and links, which work without JavaScript. */
export const ownData = ({ consent, texts }: Visitor): Html | false => {
  const words = texts.ownData;
  if (consent.recordId === null) return false;
  return html`<section aria-labelledby="own-data-title">
    <h2 id="own-data-title">${words.title}</h2>
    <p><a href="/consent/records">${words.history}</a></p>
    <form method="post" action="/privacy/export">
      <p class="buttons"><button>${words.export}</button></p>
    </form>
    <form method="post" action="/privacy/erase">
      <p>
        <label><input type="checkbox" required /> ${words.sure}</label>
      </p>
      <p class="buttons"><button>${words.erase}</button></p>
    </form>
  </section>`;
};
