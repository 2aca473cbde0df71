import { type NoticeButton } from '../state/public-notice.js';
import { actionView } from './actions-view.js';
import { categoryView } from './category-view.js';
import { hiddenFields } from './form-fields.js';
import { type Child, h } from './h.js';
import { signalLine } from './signal-line.js';
import { optionalOf, type View } from './view-facts.js';

/** When it was decided, and the record of it. */
function standing({ notice, state, paths }: View): Child {
  const { decidedAt, record } = notice.messages;
  const at = state?.decidedAt;
  const day = at && new Date(at).toLocaleDateString(notice.language, { dateStyle: 'long', timeZone: 'UTC' });
  return (
    at &&
    (decidedAt || record) &&
    h(
      'p',
      { class: 'np-standing' },
      decidedAt && [decidedAt, ' ', h('time', { datetime: at }, day), ' '],
      record && h('a', { href: `${paths.consent}/records` }, record),
    )
  );
}

/** The second layer, which stands in a dialog: the form with every category, and the one of the buttons that decide of all at once. */
export function dialogView(view: View): readonly HTMLElement[] {
  const { notice, state, paths } = view;
  const { second } = notice.layers;
  const hasGranted = optionalOf(view).some(
    ({ category }) => state?.decisions[category] === 'granted' || state?.allowed[category],
  );
  // Whatever the notice forgot: there is a way to save, to take back what was given, and to leave.
  const needed: readonly NoticeButton[] = ['save', second.includes('rejectAll') ? 'save' : 'withdraw', 'close'];
  const order = [...new Set([...second, ...needed])].filter(
    (name) => name !== 'settings' && (name !== 'withdraw' || hasGranted),
  );
  const post = { method: 'post', action: paths.consent };
  return [
    h(
      'form',
      { class: 'np-form', ...post },
      hiddenFields(view, 'dialog'),
      h(
        'div',
        { class: 'np-body' },
        h('h2', { id: 'np-dialog-title', tabindex: -1, autofocus: true }, notice.title),
        standing(view),
        signalLine(view),
        notice.categories.map((category) => categoryView(category, view)),
      ),
      h(
        'p',
        { class: 'np-actions' },
        order.map((name) => actionView(view, name, true)),
      ),
    ),
    h('form', { id: 'np-dialog-all', ...post }, hiddenFields(view, 'dialog')),
  ];
}
