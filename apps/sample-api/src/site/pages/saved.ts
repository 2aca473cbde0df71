import { ESSENTIALS } from '@nest-privacy/core';
import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { isOn } from './standing.js';
import { nameOf } from '../texts/name-of.js';

/** What was recorded, to whoever comes back from a form; as it stands, for the address may have been written by anybody. */
export const saved = ({ hasDecided, consent, texts }: Visitor): Html | false => {
  if (!hasDecided || consent.state === 'unset') return false;
  const on = [ESSENTIALS, ...Object.keys(consent.decisions)].filter((category) => isOn(category, consent));
  const { withdrawn, saved: words } = texts.choices;
  const text = consent.state === 'withdrawn' ? withdrawn : words(on.map((category) => nameOf(category, texts)));
  return html`<p role="status" class="saved" id="saved" tabindex="-1">${text}</p>`;
};
