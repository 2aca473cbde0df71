import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';

/** The part of a page that a script shows where there are scripts; without them it is not there. */
export const demo = ({ texts, assets, nonce }: Visitor): Html => {
  const { title, text, track, load, sent, failed } = texts.demo;
  return html`<section
      class="panel is-sunken stack"
      id="demo"
      aria-labelledby="demo-title"
      data-sent="${sent}"
      data-failed="${failed}"
      hidden
    >
      <h2 id="demo-title">${title}</h2>
      <p class="prose">${text}</p>
      <p class="buttons">
        <button type="button" data-action="track">${track}</button>
        <button type="button" data-action="load">${load}</button>
      </p>
      <pre role="status" tabindex="0" aria-labelledby="demo-title"></pre>
    </section>
    <script type="module" src="${assets.urlOf('demo.js')}" nonce="${nonce}"></script>`;
};
