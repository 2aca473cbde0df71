import { dress } from './dress.js';
import { h } from './h.js';
import { type View } from './view-facts.js';

/** The elements that hold the words of the notice. */
const DRESSED = ':is(privacy-banner,privacy-dialog,privacy-embed)[data-reload]';

/**
 * A place at the end of the page, which is seen though all the elements may be hidden or none be there, and the button that loads the page anew.
 *
 * @param event `privacy:reload`
 * @param currentView asked where no element holds the words
 * @returns `undefined` where the page offers it by itself, and where the notice has no words for it: then it is done unasked, for what ran must not run on
 */
export async function reloadView(
  event: DocumentEventMap['privacy:reload'],
  currentView: () => Promise<View | undefined>,
): Promise<readonly [host: HTMLElement, button: HTMLElement] | undefined> {
  const host = h('div', {});
  const told = document.querySelector<HTMLElement>(DRESSED);
  const view = told ? undefined : await currentView();
  if (told) {
    Object.assign(host, { lang: told.lang, dir: told.dir });
    Object.assign(host.dataset, told.dataset);
  }
  if (view) dress(host, view);
  const { reload } = host.dataset;
  if (event.defaultPrevented) return undefined;
  if (!reload) return void event.detail.reload();
  const button = h('button', { class: 'np-button', type: 'button' }, reload);
  button.addEventListener('click', () => void event.detail.reload());
  document.body.append(host);
  return [host, button];
}
