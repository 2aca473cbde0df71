import { sharedClient } from '../client/shared-client.js';
import { SurfaceElement } from './surface-element.js';
import { currentView } from './view.js';

/** `<privacy-settings-link>`: the way to the settings, for every page; and where GPC was honoured, the line that says so. */
export class PrivacySettingsLink extends SurfaceElement {
  update(): void {
    this.tellSignal(sharedClient().state()?.showGpcHonoured);
    if (!this.firstElementChild) void this.#render();
  }

  async #render(): Promise<void> {
    const view = await currentView();
    if (!view || this.firstElementChild) return;
    view.views.renderSettingsLink(this, view);
    this.update();
  }
}
