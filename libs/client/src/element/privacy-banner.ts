import { sharedClient } from '../client/shared-client.js';
import { isGpcHonoured } from '../state/is-gpc-honoured.js';
import { focusAfter, focusOn } from './focus-after.js';
import { readForm } from './form-fields.js';
import { isOfToday } from './is-of-today.js';
import { keepFocusVisible } from './keep-focus-visible.js';
import { placeBanner } from './place-banner.js';
import { SurfaceElement } from './surface-element.js';
import { announce } from './surface-event.js';
import { currentView, gpcAffectsOfPage } from './view.js';
import { whenSeen } from './when-seen.js';
import { withHostModals } from './with-host-modals.js';

/**
 * `<privacy-banner>`: the first layer, a region of the page that takes no focus, traps nobody and lays nothing over the page. Takes over the HTML that the
 * server rendered, or renders it from the notice. Attributes: `heading-level` (default 2), `in-modals` (goes into a modal dialog of the page while one is open).
 */
export class PrivacyBanner extends SurfaceElement {
  #isDismissed = false;
  /** Ends what follows the open banner; empty while it is closed. */
  #ends: readonly (() => void)[] = [];

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => {
      if (!(target as Element).closest('[data-np=close]')) return;
      this.#isDismissed = true;
      this.update();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
    // The page may have removed its modal dialog with the banner that stood in it.
    if (this.matches('dialog [in-modals]')) queueMicrotask(() => placeBanner(this));
  }

  update(): void {
    const state = sharedClient().state();
    const form = this.querySelector<HTMLFormElement>('.np-actions');
    if (!state) return;
    this.tellSignal(isGpcHonoured(state, gpcAffectsOfPage()));
    if (!state.promptRequired || this.#isDismissed) {
      if (this.#close()) focusAfter(this);
    } else if (form && isOfToday(form)) this.#open(form);
    else void this.#render();
  }

  async #render(): Promise<void> {
    const view = await currentView();
    if (!view?.state?.promptRequired || this.#isDismissed || !this.isConnected) return;
    const hadFocus = this.#close();
    view.views.renderBanner(this, view);
    this.#open(this.querySelector('form')!);
    // Whoever read the notice that is gone begins with this one.
    if (hadFocus) focusOn(this.querySelector('#np-banner-title')!);
  }

  #open(form: HTMLFormElement): void {
    this.hidden = false;
    if (this.#ends[0]) return;
    const section = form.parentElement!;
    this.#ends = [
      keepFocusVisible(section),
      whenSeen(section, () => void sharedClient().served(readForm(form).evidence, 'banner')),
      ...(this.hasAttribute('in-modals') ? [withHostModals(this)] : []),
    ];
    announce('banner', true);
  }

  /** @returns whether the focus was in it */
  #close(): boolean {
    const section = this.querySelector('.np-banner');
    const hadFocus = section?.contains(document.activeElement);
    section?.remove();
    if (this.#ends[0]) announce('banner', false);
    this.#unwatch();
    return !!hadFocus;
  }

  #unwatch(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}
