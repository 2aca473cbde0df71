import { ESSENTIALS } from '@nest-privacy/core';
import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { isOn, nameOf, standingOf } from './standing.js';

const heard = ({ signals, consent, texts: { choices: words } }: Visitor): readonly string[] => {
  const said = [
    ...(signals.gpc ? [words.gpc] : []),
    ...(consent.showGpcHonoured ? [words.gpcHonoured] : []),
    ...(signals.dnt === true ? [words.dntOn] : []),
    ...(signals.dnt === false ? [words.dntOff] : []),
  ];
  return said.length > 0 ? said : [words.noSignal];
};

const badge = (isGiven: boolean, text: string): Html =>
  isGiven ? html`<span class="badge is-on">${text}</span>` : html`<span class="badge">${text}</span>`;

/** Where this visitor stands: what is on and why, and what their browser says. */
export const standings = (visitor: Visitor): Html => {
  const { consent, texts } = visitor;
  const { choices: words } = texts;
  return html`<section class="stack" aria-labelledby="standings-title">
    <h2 id="standings-title">${words.title}</h2>
    <ul class="standings">
      <li>${nameOf(ESSENTIALS, texts)} ${badge(true, words.always)}</li>
      ${Object.keys(consent.decisions).map((category) => {
        const isGiven = isOn(category, consent);
        return html`<li>
          ${nameOf(category, texts)} ${badge(isGiven, isGiven ? words.on : words.off)}
          <span class="why">${words.standings[standingOf(category, consent)]}</span>
        </li>`;
      })}
    </ul>
    ${heard(visitor).map((text) => html`<p class="prose">${text}</p>`)}
  </section>`;
};
