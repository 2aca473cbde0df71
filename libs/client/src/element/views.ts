import { bannerView } from './banner-view.js';
import { dialogView } from './dialog-view.js';
import { dress } from './dress.js';
import { embedView } from './embed-view.js';
import { h } from './h.js';
import { levelOf } from './level-of.js';
import { settingsView } from './settings-view.js';
import { type View } from './view-facts.js';

export { reloadView } from './reload-view.js';

/** What renders the surfaces where the server has not: a part of its own, which knows no client, so that nothing is in both parts but the making of elements. */

/** Puts the first layer into its element. */
export function renderBanner(banner: HTMLElement, view: View): void {
  dress(banner, view);
  banner.prepend(bannerView(view, levelOf(banner, 2)));
}

/** Puts the second layer into its element, into the dialog that is there, or into one of its own. */
export function renderDialog(element: HTMLElement, view: View): void {
  const dialog =
    element.querySelector('dialog') ??
    h('dialog', { class: 'np-dialog', id: 'np-dialog', 'aria-labelledby': 'np-dialog-title' });
  dress(element, view);
  dialog.replaceChildren(...dialogView(view));
  if (!dialog.parentNode) element.append(dialog);
}

/** Puts the box into its element, in the size of what it stands for. */
export function renderEmbed(embed: HTMLElement, view: View): void {
  const [width, height] = [embed.getAttribute('width'), embed.getAttribute('height')];
  dress(embed, view);
  embed.querySelector(':scope > .np-size')?.remove();
  embed.prepend(
    width && height ? h('canvas', { class: 'np-size', width, height, 'aria-hidden': 'true' }) : '',
    embedView(view, embed),
  );
}

/** Puts the way to the settings into its element, with the line about GPC. */
export function renderSettingsLink(element: HTMLElement, view: View): void {
  const { language, direction } = view.notice;
  element.lang = language;
  element.dir = direction;
  element.append(...settingsView(view));
}
