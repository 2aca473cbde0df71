import { html, type Html } from '../html.js';
import { type Visitor } from '../visitor.js';
import { type Page } from './layout.js';
import { type Standing, standingOf } from './standing.js';

const REASONS: Readonly<Record<Exclude<Standing, 'allowed'>, (category: Html) => Html>> = {
  outvoted: (category) =>
    html`You allowed ${category}, but your browser sends Global Privacy Control, which switches it off.`,
  refused: (category) => html`You refused ${category}.`,
  withdrawn: (category) => html`You withdrew your consent to ${category}, or objected to it.`,
  lapsed: (category) => html`No decision of yours about ${category} still counts.`,
  undecided: (category) => html`You have not decided about ${category}.`,
};

const reason = (category: string, { consent }: Visitor): Html | false => {
  const standing = standingOf(category, consent);
  return standing !== 'allowed' && html` ${REASONS[standing](html`<strong>${category}</strong>`)}`;
};

/**
 * Why a page stays closed, and how to open it.
 *
 * @param categories the purposes that need consent first
 */
export const refusedPage = (categories: readonly string[], visitor: Visitor): Page => ({
  title: 'This page needs your consent',
  body: html`<p>
    What it shows is chosen by what you read here, which only your consent allows.
    ${categories.map((category) => reason(category, visitor))} You can change that below, and withdraw at any time.
    ${visitor.signals.gpc && 'Your browser sends Global Privacy Control: if you mean your consent all the same, tick the box there, too.'}
    The rest of the shop is open to you either way.
  </p>`,
});
