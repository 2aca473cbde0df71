import { h } from './h.js';
import { regimesOf, type View } from './view-facts.js';

/** The link to the settings, in the words of the law, and the line that GPC was honoured, which is hidden until it was. */
export function settingsView(view: View): readonly (Node | string)[] {
  const { messages, labels } = view.notice;
  const { optOut, change, gpcHonoured } = messages;
  const text = (regimesOf(view).includes('opt-out') && optOut) || change || labels.settings;
  return [
    h('a', { class: 'np-settings', href: view.paths.choices }, text),
    ...(gpcHonoured ? [' ', h('span', { class: 'np-signal', hidden: true }, gpcHonoured)] : []),
  ];
}
