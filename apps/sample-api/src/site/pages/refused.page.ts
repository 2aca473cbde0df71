import { html, type Html } from '../html.js';
import { backTo } from '../page-address.js';
import { type Visitor } from '../visitor.js';
import { heading, type Page } from './layout.js';
import { standingOf } from './standing.js';
import { nameOf } from '../texts/name-of.js';

const reason = (category: string, { consent, texts }: Visitor): Html | false => {
  const standing = standingOf(category, consent);
  return (
    standing !== 'allowed' &&
    html` ${texts.refused.reasons[standing](html`<strong>${nameOf(category, texts)}</strong>`)}`
  );
};

/** A form that decides about these categories alone, by one button. */
const form = (
  { decision, redirect, categories }: Readonly<{ decision: string; redirect: string; categories: readonly string[] }>,
  { notice: { noticeVersion, catalogueVersion, language } }: Visitor,
  label: string,
): Html => {
  const fields = {
    redirect,
    method: 'form',
    surface: 'page',
    noticeVersion,
    catalogueVersion,
    language,
    ...Object.fromEntries(categories.map((category) => [category, decision])),
  };
  return html`<form id="ask-${decision}" method="post" action="/consent">
    ${Object.entries(fields).map(
      ([name, value]) => value !== null && html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <button>${label}</button>
  </form>`;
};

/** What has to be ticked beside, where the browser says no; a part of the form that allows. */
const acknowledgement = ({ notice, texts }: Visitor): Html =>
  html`<p>${texts.refused.gpc}</p>
    <label class="tick"
      ><input type="checkbox" name="acknowledged-MARKETING" value="gpc" form="ask-granted" required />
      <span>${notice.messages.gpcAcknowledge ?? 'Global Privacy Control'}</span></label
    >`;

/**
 * Why a page stays closed, and how it opens: by a button that allows what is missing and nothing else, beside one of the same standing that refuses it and leads back.
 *
 * @param categories the purposes that need consent first
 */
export const refusedPage = (categories: readonly string[], visitor: Visitor): Page => {
  const { texts, signals, cameFrom } = visitor;
  const { refused: words } = texts;
  const asksTwice = signals.gpc && categories.includes('MARKETING');
  return {
    title: words.title,
    body: html`${heading(words.title)}
      <section class="panel ask" id="choices" aria-labelledby="ask-title">
        <p>${words.why} ${categories.map((category) => reason(category, visitor))}</p>
        <h2 id="ask-title">${words.means}</h2>
        <dl class="asked">
          ${categories.map(
            (category) =>
              html`<div>
                <dt>${nameOf(category, texts)}</dt>
                <dd>
                  ${texts.categories[category]?.description ?? category}
                  <a href="/privacy#category-${category}">${words.details}</a>
                </dd>
              </div>`,
          )}
        </dl>
        ${asksTwice && acknowledgement(visitor)}
        <div class="answers">
          ${form({ decision: 'denied', redirect: cameFrom, categories }, visitor, words.refuse)}
          ${form(
            { decision: 'granted', redirect: backTo(visitor), categories },
            visitor,
            words.allow(categories.map((category) => nameOf(category, texts))),
          )}
        </div>
        <p class="quiet">${words.rest}</p>
      </section>`,
  };
};
