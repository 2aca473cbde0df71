import { sharedClient } from '../client/shared-client.js';
import { h } from './h.js';
import { SurfaceElement } from './surface-element.js';
import { currentView, regimesOf } from './view.js';

/** `<privacy-settings-link>`: the way to the settings, for every page; and where GPC was honoured, the line that says so. */
export class PrivacySettingsLink extends SurfaceElement {
  update(): void {
    const line = this.querySelector<HTMLElement>('.np-signal');
    if (line) line.hidden = !sharedClient().state()?.showGpcHonoured;
    if (!this.firstElementChild) void this.#render();
  }

  async #render(): Promise<void> {
    const view = await currentView();
    if (!view || this.firstElementChild) return;
    const { messages, labels, language, direction } = view.notice;
    const { optOut, change, gpcHonoured } = messages;
    const text = (regimesOf(view).includes('opt-out') && optOut) || change || labels.settings;
    this.lang = language;
    this.dir = direction;
    this.append(
      h('a', { class: 'np-settings', href: view.paths.choices }, text),
      ' ',
      h('span', { class: 'np-signal', hidden: true }, gpcHonoured),
    );
    this.update();
  }
}
