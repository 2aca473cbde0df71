import { ESSENTIALS } from '@nest-privacy/core';
import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { isOn, type Standing, standingOf } from './standing.js';
import { nameOf } from '../texts/name-of.js';

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

/** What a script says of who has not decided: what has run out it cannot know. */
const withoutDecision = (standing: Standing): Standing =>
  standing === 'expired' || standing === 'outdated' ? standing : 'undecided';

const line = (category: string, { consent, texts }: Visitor): Html => {
  const { on, off, standings: reasons } = texts.choices;
  const standing = standingOf(category, consent);
  const isGiven = isOn(category, consent);
  return html`<li
    data-standing="${category}"
    data-on="${on}"
    data-off="${off}"
    data-allowed="${reasons.allowed}"
    data-outvoted="${reasons.outvoted}"
    data-refused="${reasons.refused}"
    data-withdrawn="${reasons.withdrawn}"
    data-undecided="${reasons[withoutDecision(standing)]}"
  >
    ${nameOf(category, texts)} ${badge(isGiven, isGiven ? on : off)}
    <span class="why">${reasons[standing]}</span>
  </li>`;
};

/** Where this visitor stands: what is on and why, and what their browser says. A script keeps it true while they decide on the page itself. */
export const standings = (visitor: Visitor): Html => {
  const { consent, texts, assets, nonce } = visitor;
  const { title, always } = texts.choices;
  return html`<section class="stack" aria-labelledby="standings-title">
      <h2 id="standings-title">${title}</h2>
      <ul class="standings">
        <li>${nameOf(ESSENTIALS, texts)} ${badge(true, always)}</li>
        ${Object.keys(consent.decisions).map((category) => line(category, visitor))}
      </ul>
      ${heard(visitor).map((text) => html`<p class="prose">${text}</p>`)}
    </section>
    <script type="module" src="${assets.urlOf('standings.js')}" nonce="${nonce}"></script>`;
};
