import { html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { type Page } from './layout.js';

/** What the shop is, and everything it uses to track. */
export const homePage = ({ catalogue }: Visitor): Page => ({
  title: 'Welcome to the Corner Bookshop',
  body: html`<p>
      This small shop counts its visitors on its own server, and asks before it does more.
      <a href="/articles">The articles</a> are open to everybody; <a href="/offers">the offers</a> are chosen by what
      you read, so they need your consent to marketing.
    </p>
    <h2>What we use, or would use with your consent</h2>
    ${catalogue.groups.length === 0 && html`<p>Nothing at all.</p>`}
    ${catalogue.groups.map(
      ({ category, entries }) =>
        html`<h3 id="category-${category}">${category}</h3>
          <div class="scroll" role="region" tabindex="0" aria-labelledby="category-${category}">
            <table aria-labelledby="category-${category}">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Provider</th>
                  <th scope="col">Purpose</th>
                  <th scope="col">Lifetime</th>
                </tr>
              </thead>
              <tbody lang="${catalogue.language}">
                ${entries.map(
                  ({ name, cookies, provider, purpose, lifetime }) =>
                    html`<tr>
                      <th scope="row">${name}${cookies.map((cookie) => html`<br /><code>${cookie}</code>`)}</th>
                      <td>${provider}</td>
                      <td>${purpose}</td>
                      <td>${lifetime}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`,
    )}`,
});
