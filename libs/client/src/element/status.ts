import { sharedClient } from '../client/shared-client.js';
import { h } from './h.js';
import { loadViews } from './load-views.js';
import { currentView } from './view.js';

/** The one place where messages appear, from when the first is due; the server may have written it with one. */
const place = (): HTMLElement | null => document.querySelector('.np-status');
/** The way to load the page anew, from when it is offered on. */
let offer: HTMLElement | undefined;

/** Puts the place where it is needed, empty yet: only what changes in a place that was there is read out. */
export function prepareStatus(host: HTMLElement): void {
  const line = place() ?? h('p', { class: 'np-status', role: 'status' });
  line.replaceChildren();
  host.append(line);
}

/** Says one of the messages that the element keeps, politely; beside it stands the way to change what was decided, or the offer that stands. */
export function say({ dataset }: HTMLElement, message: string): void {
  const { [message]: text, change } = dataset;
  const way = offer ?? (change && h('a', { class: 'np-settings', href: sharedClient().paths.choices }, change));
  if (text || offer) place()?.replaceChildren(text ?? '', ' ', way ?? '');
}

/** The visitor goes on elsewhere: what was said has been heard. What ran runs on, and so the offer stands. */
export function clearStatus({ target }: Event): void {
  const line = place();
  if (line && !offer && !line.contains(target as Node)) line.replaceChildren();
}

/** Offers to load the page anew, where something ran that cannot be taken back. */
export async function offerReload(event: DocumentEventMap['privacy:reload']): Promise<void> {
  const views = await loadViews().catch(() => undefined);
  const offered = await views?.reloadView(event, currentView);
  if (!offered) return;
  const [host, button] = offered;
  offer = button;
  if (!place()?.checkVisibility()) prepareStatus(host);
  say(host, 'saved');
}
