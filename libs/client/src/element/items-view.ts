import { type PublicNotice } from '../state/public-notice.js';
import { h } from './h.js';
import { type View } from './view-facts.js';

/** The items of a category that the catalogue holds, behind one line. */
export function itemsView(
  { name, items }: PublicNotice['categories'][number],
  { notice: { messages, language: shown } }: View,
): HTMLElement | false {
  const { details = name, cookies, provider, purpose, lifetime } = messages;
  const heads = [cookies, provider, purpose, lifetime];
  const rows = items.map((item) =>
    h(
      'tr',
      { lang: item.language !== shown && item.language },
      h(
        'th',
        { scope: 'row' },
        item.name,
        item.cookies.map((cookie, i) => [i ? ' ' : h('br', {}), h('code', {}, cookie.name)]),
      ),
      [item.provider, item.purpose, item.lifetimeText].map((text) => h('td', {}, text)),
    ),
  );
  const head = heads.every(Boolean) && heads.map((text) => h('th', { scope: 'col' }, text));
  const table = h('table', {}, h('caption', {}, name), head && h('thead', {}, h('tr', {}, head)), h('tbody', {}, rows));
  return (
    !!items[0] &&
    h(
      'details',
      { class: 'np-items' },
      h('summary', {}, `${details} (${items.length})`),
      h('div', { class: 'np-scroll', role: 'region', tabindex: 0, 'aria-label': name }, table),
    )
  );
}
