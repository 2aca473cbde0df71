import { httpUrl } from '../gate/http-url.js';
import { hiddenFields } from './form-fields.js';
import { h } from './h.js';
import { levelOf } from './level-of.js';
import { isAgainstGpc, type View } from './view-facts.js';

/** What stands in the place of something from elsewhere: what it would be, and how to have it. The element says what it is by its attributes. */
export function embedView(view: View, embed: HTMLElement): HTMLFormElement {
  const [category = '', src, provider] = ['category', 'src', 'provider'].map((name) => embed.getAttribute(name));
  const { language, direction, categories, messages, labels } = view.notice;
  const { blocked, once, always, open } = messages;
  return h(
    'form',
    { class: 'np-embed', method: 'post', action: view.paths.consent, lang: language, dir: direction },
    hiddenFields(view, 'embed'),
    h(`h${levelOf(embed, 3)}` as 'h3', {}, embed.title),
    blocked && h('p', {}, blocked),
    provider && h('p', { class: 'np-provider' }, provider),
    h(
      'p',
      { class: 'np-actions' },
      once && h('button', { class: 'np-button', type: 'button', 'data-np': 'once' }, once),
      always &&
        !isAgainstGpc(view, category!) &&
        h(
          'button',
          { class: 'np-button', name: category, value: 'granted' },
          `${always} ${categories.find((one) => one.category === category)?.name ?? category}`,
        ),
    ),
    h(
      'p',
      { class: 'np-links' },
      src && httpUrl(src) && open && [h('a', { href: src, rel: 'noopener noreferrer', target: '_blank' }, open), ' '],
      h('a', { class: 'np-settings', href: view.paths.choices }, labels.settings),
    ),
  );
}
