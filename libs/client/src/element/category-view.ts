import { type PublicNotice } from '../state/public-notice.js';
import { h, paragraphs } from './h.js';
import { itemsView } from './items-view.js';
import { isAgainstGpc, type View } from './view-facts.js';

/** A box to tick, and what it says; on its own line. */
const ticked = (attributes: Parameters<typeof h>[1], className: string | false, text: string): HTMLElement =>
  h('label', { class: className }, h('input', { type: 'checkbox', ...attributes }), ' ', h('span', {}, text));

/** A category: what it is, what belongs to it, and, where it is a matter of choice, the choice as it stands. */
export function categoryView(about: PublicNotice['categories'][number], view: View): HTMLElement {
  const { category, name, description, required } = about;
  const { alwaysOn, gpcAcknowledge } = view.notice.messages;
  const checked = view.state?.allowed[category];
  const aboutId = `np-dialog-about-${category}`;
  const choice = {
    name: category,
    value: 'granted',
    id: `np-dialog-${category}`,
    'aria-describedby': aboutId,
    checked,
  };
  return h(
    'div',
    { class: 'np-category' },
    !required && h('input', { type: 'hidden', name: category, value: 'denied' }),
    h('h3', {}, required ? name : ticked(choice, 'np-switch', name)),
    h('div', { class: 'np-about', id: !required && aboutId }, paragraphs(description)),
    required
      ? alwaysOn && h('p', { class: 'np-always' }, alwaysOn)
      : gpcAcknowledge &&
          isAgainstGpc(view, category) &&
          // What is allowed against GPC was acknowledged before; everything else begins un-ticked.
          h(
            'p',
            { class: 'np-acknowledge' },
            ticked({ name: `acknowledged-${category}`, value: 'gpc', checked }, false, gpcAcknowledge),
          ),
    itemsView(about, view),
  );
}
