import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { type Vendors } from '../../vendors/vendors.service.js';
import { heading, type Page } from './layout.js';
import { waiting } from './waiting.js';

/** The same in every language. */
const ADDRESS = ['Corner Bookshop', 'Beispielweg 1', '10115 Berlin'];
/** Of a film or a map; the placeholder has the same. */
const SIZE = { width: 640, height: 360 } as const;

const embed = (
  { title, provider, src }: { readonly title: string; readonly provider: string; readonly src: string | undefined },
  { surface, texts }: Visitor,
): Html => {
  const { text, how } = texts.visit.absent;
  if (src !== undefined)
    return surface.embed({ category: 'MARKETING', src, title, provider, ...SIZE, headingLevel: 2 });
  return html`<div class="absent stack">
    <h2>${title}</h2>
    <p>${text}</p>
    <p>${how}</p>
  </div>`;
};

const hours = ({ texts }: Visitor): Html => {
  const { title, days } = texts.visit.hours;
  return html`<h2>${title}</h2>
    <dl class="facts">
      ${days.map(
        ([day, from, until]) =>
          html`<div>
            <dt>${day}</dt>
            <dd><time>${from}</time> – <time>${until}</time></dd>
          </div>`,
      )}
    </dl>`;
};

/** Where things of others wait for consent: a film and a map behind placeholders, and two scripts that are parked. */
export const visitPage = (vendors: Pick<Vendors, 'urlOf'>, visitor: Visitor): Page => {
  const { title, lead, address, film, map } = visitor.texts.visit;
  return {
    title,
    body: html`${heading(title, lead)}
      <div class="grid">
        <section class="card">
          <h2>${address}</h2>
          <address>${ADDRESS.map((line, i) => html`${i > 0 && html`<br />`}${line}`)}</address>
        </section>
        <section class="card">${hours(visitor)}</section>
      </div>
      <div class="grid embeds">
        ${embed({ title: film, provider: 'Reelhouse', src: vendors.urlOf('film', '/film') }, visitor)}
        ${embed({ title: map, provider: 'Wayside Maps', src: vendors.urlOf('map', '/map') }, visitor)}
      </div>
      ${waiting(vendors, visitor)}`,
  };
};
