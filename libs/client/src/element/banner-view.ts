import { actionView, onlyInforms } from './actions-view.js';
import { hiddenFields } from './form-fields.js';
import { h, paragraphs } from './h.js';
import { signalLine } from './signal-line.js';
import { optionalOf, regimesOf, type View } from './view-facts.js';

/** An http(s) URL or a path of the site; whatever else a notice may have as a link is left out, as the server does. */
const LINK = /^(https?:\/\/|\/(?!\/))[^\s\\]*$/i;

/** The first layer as HTML: a region of the page, and two forms that work without the script. */
export function bannerView(view: View, level: number): HTMLElement {
  const { notice, paths } = view;
  const { optOut } = notice.messages;
  const informs = onlyInforms(view);
  const { first } = notice.layers;
  const order = first.filter((name) => !['save', 'withdraw', informs && 'acceptAll'].includes(name));
  if (informs && !order.includes('close')) order.push('close');
  return h(
    'section',
    { class: 'np-banner', 'aria-labelledby': 'np-banner-title' },
    h(
      'div',
      { class: 'np-text' },
      h(`h${level}` as 'h2', { id: 'np-banner-title' }, notice.title),
      signalLine(view),
      paragraphs(notice.body),
      h(
        'ul',
        { class: 'np-purposes' },
        optionalOf(view).map(({ name }) => h('li', {}, name)),
      ),
      h(
        'p',
        { class: 'np-links' },
        h('span', { class: 'np-controller' }, notice.controller.name),
        notice.links
          .filter(({ url }) => LINK.test(url))
          .map(({ label, url, rel }) => [' ', h('a', { href: url, rel: rel === 'privacy-policy' && rel }, label)]),
      ),
      optOut &&
        regimesOf(view).includes('opt-out') &&
        h(
          'p',
          { class: 'np-opt-out' },
          h('privacy-settings-link', {}, h('a', { class: 'np-settings', href: paths.choices }, optOut)),
        ),
    ),
    h(
      'form',
      { class: 'np-actions', method: 'post', action: paths.consent },
      hiddenFields(view, 'banner'),
      order.map((name) => actionView(view, name, false)),
    ),
    h('form', { id: 'np-choices', method: 'get', action: paths.choices }),
  );
}
