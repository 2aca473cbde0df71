import { ESSENTIALS } from '@nest-privacy/core';
import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { standingOf } from './standing.js';

/** Where the form leads back to: the same page, which then says what was recorded, at the same place of it. */
const backTo = ({ path, query }: Visitor): string => `${path}?${query === '' ? '' : `${query}&`}decided#choices`;

const textOf = (category: string, { texts }: Visitor): { name: string; description: string } =>
  texts.categories[category] ?? { name: category, description: '' };

const isOn = (category: string, { consent }: Visitor): boolean =>
  consent.allowed[category as keyof typeof consent.allowed] === true;

const heard = ({ signals, consent, texts: { choices: words } }: Visitor): string[] => {
  const said = [
    ...(signals.gpc ? [words.gpc] : []),
    ...(consent.showGpcHonoured ? [words.gpcHonoured] : []),
    ...(signals.dnt === true ? [words.dntOn] : []),
    ...(signals.dnt === false ? [words.dntOff] : []),
  ];
  return said.length > 0 ? said : [words.noSignal];
};

/** What was recorded, as it stands: the address may have been written by anybody. */
const status = (visitor: Visitor): Html | false => {
  const { hasDecided, consent, texts } = visitor;
  if (!hasDecided || consent.state === 'unset') return false;
  const on = [ESSENTIALS, ...Object.keys(consent.decisions)].filter((category) => isOn(category, visitor));
  const words = texts.choices;
  const text =
    consent.state === 'withdrawn' ? words.withdrawn : words.saved(on.map((category) => textOf(category, visitor).name));
  return html`<p role="status" class="saved">${text}</p>`;
};

const option = (category: string, value: 'granted' | 'denied', label: string, isChosen: boolean): Html =>
  html`<label
    ><input type="radio" name="${category}" value="${value}" required ${isChosen && html`checked`} /> ${label}</label
  > `;

const acknowledgement = (text: string): Html =>
  html`<p>
    <label><input type="checkbox" name="acknowledgedSignals" value="gpc" /> ${text}</label>
  </p>`;

const choice = (category: string, visitor: Visitor): Html => {
  const { consent, signals, texts } = visitor;
  const words = texts.choices;
  const { name, description } = textOf(category, visitor);
  const decision = consent.decisions[category as keyof typeof consent.decisions];
  return html`<fieldset aria-describedby="about-${category}">
    <legend>${name}</legend>
    <p id="about-${category}">
      ${description}
      <span class="now"
        ><strong>${isOn(category, visitor) ? words.on : words.off}</strong>:
        ${words.standings[standingOf(category, consent)]}</span
      >
    </p>
    <p class="options">
      ${option(category, 'granted', words.allow, decision === 'granted')}
      ${option(category, 'denied', words.refuse, decision === 'denied')}
    </p>
    ${category === 'MARKETING' && signals.gpc && acknowledgement(words.acknowledge)}
  </fieldset>`;
};

/** A form that decides about what this very page shows. */
const form = (visitor: Visitor, content: Html): Html => {
  const { consent, catalogue } = visitor;
  return html`<form method="post" action="/consent">
    <input type="hidden" name="redirect" value="${backTo(visitor)}" />
    <input type="hidden" name="noticeVersion" value="${consent.noticeVersion}" />
    <input type="hidden" name="catalogueVersion" value="${catalogue.version}" />
    <input type="hidden" name="language" value="${catalogue.language}" />
    ${content}
  </form>`;
};

/** What was decided, and the forms that change it; they work without JavaScript. */
export const choices = (visitor: Visitor): Html => {
  const { consent, texts } = visitor;
  const words = texts.choices;
  const essentials = textOf(ESSENTIALS, visitor);
  const hasGranted = Object.values(consent.decisions).includes('granted');
  return html`<section class="choices" id="choices" aria-labelledby="choices-title" tabindex="-1">
    <h2 id="choices-title">${words.title}</h2>
    ${status(visitor)} ${heard(visitor).map((text) => html`<p>${text}</p>`)}
    ${form(
      visitor,
      html`<p class="buttons">
        <button name="decision" value="accept-all">${words.acceptAll}</button>
        <button name="decision" value="reject-all">${words.rejectAll}</button>
        ${hasGranted && html`<button name="decision" value="withdraw">${words.withdraw}</button>`}
      </p>`,
    )}
    ${form(
      visitor,
      html`<div class="essentials">
          <p>
            <strong>${essentials.name}</strong><br />${essentials.description}
            <span class="now"><strong>${words.always}</strong></span>
          </p>
        </div>
        ${Object.keys(consent.decisions).map((category) => choice(category, visitor))}
        <p class="buttons"><button>${words.save}</button></p>`,
    )}
  </section>`;
};
