import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';

/** All choices on the page itself. A script keeps them true while their visitor decides in the dialog, by the words that it finds here. */
export const choices = ({ surface, notice: { messages, labels }, assets, nonce }: Visitor): Html =>
  html`<div
      class="panel"
      id="choices"
      data-decided="${messages.decidedAt ?? ''}"
      data-record="${messages.record ?? ''}"
      data-withdraw="${labels.withdraw ?? ''}"
    >
      ${surface.preferences()}
    </div>
    <script type="module" src="${assets.urlOf('choices.js')}" nonce="${nonce}"></script>`;
