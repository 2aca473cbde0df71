import { html, type Html } from '../html.js';
import { type CatalogueEntry } from '../catalogue-group.js';
import { type Visitor } from '../visitor.js';

const row = ({ name, cookies, provider, purpose, lifetime }: CatalogueEntry): Html =>
  html`<tr>
    <th scope="row">${name}${cookies.map((cookie) => html`<br /><code>${cookie}</code>`)}</th>
    <td>${provider}</td>
    <td>${purpose}</td>
    <td>${lifetime}</td>
  </tr>`;

/** Everything that the site uses to track, category by category. */
export const catalogueTables = ({ catalogue, texts }: Visitor): Html =>
  html`<h2>${texts.catalogue.title}</h2>
    ${catalogue.groups.length === 0 && html`<p>${texts.catalogue.nothing}</p>`}
    ${catalogue.groups.map(
      ({ category, entries }) =>
        html`<h3 id="category-${category}">${texts.categories[category]?.name ?? category}</h3>
          ${texts.categories[category] !== undefined && html`<p>${texts.categories[category].description}</p>`}
          <div class="scroll" role="region" tabindex="0" aria-labelledby="category-${category}">
            <table aria-labelledby="category-${category}">
              <thead>
                <tr>
                  ${texts.catalogue.columns.map((column) => html`<th scope="col">${column}</th>`)}
                </tr>
              </thead>
              <tbody lang="${catalogue.language}">
                ${entries.map(row)}
              </tbody>
            </table>
          </div>`,
    )}`;
