import { type PublicNotice } from '@nest-privacy/consent';
import { html, type Html } from '../html.js';
import { type CatalogueTexts } from '../texts/site-texts.js';
import { type Visitor } from '../visitor.js';

type Category = PublicNotice['categories'][number];
type Item = Category['items'][number];

const NOT_SAID = '–';

const fact = (name: string, value: string | Html): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

const item = (
  { name, language, cookies, provider, purpose, lifetimeText, lifetime }: Item,
  words: CatalogueTexts,
  shown: string,
): Html =>
  html`<li class="card" ${language !== shown && html`lang="${language}"`}>
    <h4>${name}</h4>
    <dl class="facts">
      ${fact(words.purpose, purpose ?? NOT_SAID)} ${fact(words.provider, provider ?? NOT_SAID)}
      ${fact(words.lifetime, lifetimeText ?? lifetime ?? NOT_SAID)}
      ${cookies.length > 0 && fact(words.cookies, html`${cookies.map((cookie) => html`<code>${cookie.name}</code> `)}`)}
    </dl>
  </li>`;

const group = (
  { category, name, description, items }: Category,
  { texts: { catalogue: words }, notice }: Visitor,
): Html =>
  html`<section class="stack" aria-labelledby="category-${category}">
    <h3 id="category-${category}">${name}</h3>
    <p class="prose">${description}</p>
    <ul class="grid">
      ${items.map((each) => item(each, words, notice.language))}
    </ul>
  </section>`;

/** Everything that the site uses or would use, category by category. */
export const catalogue = (visitor: Visitor): Html => {
  const { catalogue: words } = visitor.texts;
  const groups = visitor.notice.categories.filter(({ items }) => items.length > 0);
  return html`<section class="catalogue" id="catalogue" aria-labelledby="catalogue-title">
    <h2 id="catalogue-title">${words.title}</h2>
    ${groups.length === 0 && html`<p>${words.nothing}</p>`} ${groups.map((each) => group(each, visitor))}
  </section>`;
};
