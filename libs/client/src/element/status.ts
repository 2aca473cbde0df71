import { h } from './h.js';
import { pathsOfPage } from './view.js';

/** The one place where messages appear. */
let line: HTMLElement | undefined;

/** Puts the place where it is needed, empty yet: only what changes in a place that was there is read out. */
export function prepareStatus(host: HTMLElement): void {
  line ??= h('p', { class: 'np-status', role: 'status' });
  line.replaceChildren();
  host.append(line);
}

/** Says one of the messages that the element keeps, politely; beside it stands the way to change what was decided, or another action. */
export function say({ dataset }: HTMLElement, message: string, action?: HTMLElement): void {
  const { [message]: text, change } = dataset;
  const way = action ?? (change && h('a', { class: 'np-settings', href: pathsOfPage().choices }, change));
  if (text) line!.replaceChildren(text, ' ', way ?? '');
}

/** The visitor goes on elsewhere: what was said has been heard. */
export function clearStatus({ target }: Event): void {
  if (!line?.contains(target as Node)) line?.replaceChildren();
}

/** Offers to load the page anew, where something ran that cannot be taken back. */
export function offerReload({ detail }: CustomEvent<{ reload(): unknown }>): void {
  const host = document.querySelector<HTMLElement>('[data-reload]');
  if (!host) return;
  const button = h('button', { class: 'np-button', type: 'button' }, host.dataset.reload);
  button.addEventListener('click', () => detail.reload());
  prepareStatus(host);
  say(host, 'saved', button);
}
