import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { type Page } from './layout.js';
import { standingOf } from './standing.js';

const reason = (category: string, { consent, texts }: Visitor): Html | false => {
  const standing = standingOf(category, consent);
  const name = texts.categories[category]?.name ?? category;
  return standing !== 'allowed' && html` ${texts.refused.reasons[standing](html`<strong>${name}</strong>`)}`;
};

/**
 * Why a page stays closed, and how to open it.
 *
 * @param categories the purposes that need consent first
 */
export const refusedPage = (categories: readonly string[], visitor: Visitor): Page => {
  const { refused: words } = visitor.texts;
  return {
    title: words.title,
    body: html`<p>
      ${words.why} ${categories.map((category) => reason(category, visitor))} ${words.how}
      ${visitor.signals.gpc && words.gpc} ${words.rest}
    </p>`,
  };
};
