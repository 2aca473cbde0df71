import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { type Standing, standingOf } from './standing.js';

const DECIDED: Readonly<Record<Standing, string>> = {
  allowed: 'you allowed it',
  outvoted: 'you allowed it, but Global Privacy Control switches it off',
  refused: 'you refused it',
  withdrawn: 'you withdrew it, or objected to it',
  lapsed: 'no decision of yours still counts',
  undecided: 'you have not decided',
};

const heard = ({ signals }: Visitor): string[] => [
  ...(signals.gpc ? ['Your browser asks not to sell or share your data (Global Privacy Control).'] : []),
  ...(signals.dnt === true ? ['Your browser asks not to be tracked (Do Not Track).'] : []),
  ...(signals.dnt === false ? ['Your browser allows tracking (Do Not Track is off).'] : []),
];

const acknowledgement = html`<p>
  <label
    ><input type="checkbox" name="acknowledgedSignals" value="gpc" /> My browser sends Global Privacy Control. If I
    allow marketing here, I mean it all the same.</label
  >
</p>`;

const withdrawal = html`<button name="decision" value="withdraw">Withdraw</button>`;

/** What was decided, and the form that changes it; it works without JavaScript. */
export const choices = (visitor: Visitor): Html => {
  const { consent, signals, path, catalogue } = visitor;
  const signalText = heard(visitor);
  return html`<section class="choices" aria-labelledby="choices">
    <h2 id="choices">Your privacy choices</h2>
    ${signalText.length > 0 ? signalText.map((text) => html`<p>${text}</p>`) : html`<p>Your browser sends no privacy signal.</p>`}
    <div class="scroll" role="region" tabindex="0" aria-labelledby="choices">
      <table>
        <caption>
          What you decided, and what follows from it
        </caption>
        <thead>
          <tr>
            <th scope="col">Purpose</th>
            <th scope="col">Decision</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">ESSENTIALS</th>
            <td>needed for the site to work</td>
            <td>on</td>
          </tr>
          ${Object.keys(consent.decisions).map(
            (category) =>
              html`<tr>
                <th scope="row">${category}</th>
                <td>${DECIDED[standingOf(category, consent)]}</td>
                <td>${consent.allowed[category as keyof typeof consent.allowed] === true ? 'on' : 'off'}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <form method="post" action="/consent">
      <input type="hidden" name="redirect" value="${path}" />
      <input type="hidden" name="noticeVersion" value="${consent.noticeVersion}" />
      <input type="hidden" name="catalogueVersion" value="${catalogue.version}" />
      <input type="hidden" name="language" value="${catalogue.language}" />
      ${signals.gpc && acknowledgement}
      <p class="buttons">
        <button name="decision" value="accept-all">Accept all</button>
        <button name="decision" value="reject-all">Reject all</button>
        ${consent.state !== 'unset' && consent.state !== 'withdrawn' && withdrawal}
      </p>
    </form>
  </section>`;
};
