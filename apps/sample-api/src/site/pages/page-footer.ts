import { html, type Html } from '../html.js';
import { LANGUAGE } from '../chosen-language.js';
import { addressWith } from '../page-address.js';
import { LANGUAGES } from '../texts/languages.js';
import { type Visitor } from '../visitor.js';

/** The same page in each language, each called what its readers call it. */
const languages = (visitor: Visitor): Html =>
  html`<nav class="languages" aria-label="${visitor.texts.navigation.languages}">
    <ul>
      ${LANGUAGES.map(
        ({ language, name }) =>
          html`<li>
            <a
              href="${addressWith(visitor, `${LANGUAGE}=${language}`)}"
              lang="${language}"
              hreflang="${language}"
              ${language === visitor.texts.language && html`aria-current="true"`}
              >${name}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;

/** What stands at the foot of every page: the way to the visitor's choices above all. */
export const pageFooter = (visitor: Visitor): Html => {
  const { footer } = visitor.texts;
  return html`<footer class="site-footer">
    <p>${footer.about}</p>
    <ul>
      <li>${visitor.surface.settingsLink()}</li>
      <li><a href="/docs" hreflang="en">${footer.api}</a></li>
    </ul>
    ${languages(visitor)}
  </footer>`;
};
