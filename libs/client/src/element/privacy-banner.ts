import { sharedClient } from '../client/shared-client.js';
import { bannerView } from './banner-view.js';
import { dress } from './dress.js';
import { focusAfter } from './focus-after.js';
import { readForm } from './form-fields.js';
import { keepFocusVisible } from './keep-focus-visible.js';
import { SurfaceElement } from './surface-element.js';
import { announce } from './surface-event.js';
import { currentView } from './view.js';
import { whenSeen } from './when-seen.js';
import { withHostModals } from './with-host-modals.js';

/**
 * `<privacy-banner>`: the first layer, a region of the page that takes no focus, traps nobody and lays nothing over the page. Takes over the HTML that the
 * server rendered, or renders it from the notice. Attributes: `heading-level` (default 2), `in-modals` (goes into a modal dialog of the page while one is open).
 */
export class PrivacyBanner extends SurfaceElement {
  /** For which versions it was rendered here. */
  #for: string | undefined;
  #isDismissed = false;
  /** Ends what follows the open banner; empty while it is closed. */
  #ends: readonly (() => void)[] = [];

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => {
      if (!(target as Element).closest('[data-np=close]')) return;
      this.#isDismissed = true;
      this.#close();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
  }

  update(): void {
    const state = sharedClient().state();
    if (!state) return;
    if (!state.promptRequired || this.#isDismissed) return this.#close();
    const wanted = [state.noticeVersion, state.catalogueVersion].join();
    const section = this.querySelector<HTMLElement>('.np-banner');
    if (!section || wanted !== (this.#for ?? versionsOf(section))) void this.#render(wanted);
    else this.#open(section);
  }

  async #render(wanted: string): Promise<void> {
    const view = await currentView();
    if (!view || !this.isConnected) return;
    this.#close();
    this.#for = wanted;
    dress(this, view);
    this.prepend(bannerView(view, this.getAttribute('heading-level') ?? '2'));
    this.update();
  }

  #open(section: HTMLElement): void {
    this.hidden = false;
    if (this.#ends[0]) return;
    const { evidence } = readForm(section.querySelector('form')!);
    this.#ends = [
      keepFocusVisible(section),
      whenSeen(section, () => void sharedClient().served(evidence, 'banner')),
      ...(this.hasAttribute('in-modals') ? [withHostModals(this)] : []),
    ];
    announce('banner', true);
  }

  #close(): void {
    const section = this.querySelector('.np-banner');
    const hadFocus = section?.contains(document.activeElement);
    section?.remove();
    if (this.#ends[0]) announce('banner', false);
    this.#unwatch();
    if (hadFocus) focusAfter(this);
  }

  #unwatch(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}

const versionsOf = (section: Element): string => {
  const { noticeVersion, catalogueVersion } = readForm(section.querySelector('form')!).evidence;
  return [noticeVersion, catalogueVersion].join();
};
