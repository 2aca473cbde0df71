import { sharedClient } from '../client/shared-client.js';
import { httpUrl } from '../gate/http-url.js';
import { focusOn } from './focus-after.js';
import { h } from './h.js';
import { prepareStatus, say } from './status.js';
import { SurfaceElement } from './surface-element.js';
import { currentView, gpcAffectsOfPage } from './view.js';

/** What goes from the element to its frame. */
const OF_FRAME = 'src title width height allow allowfullscreen loading referrerpolicy sandbox'.split(' ');

/**
 * `<privacy-embed category src title width height>`: something from elsewhere, and until its category is allowed a box of the same size that says so.
 * Further attributes: `provider`, `heading-level` (default 3), and those of a frame. `src` is of http(s), or nothing comes of it. Without it
 * it holds what the gate has parked.
 */
export class PrivacyEmbed extends SurfaceElement {
  /** Asked for on this page alone; whatever is decided ends it. */
  #isOnce = false;
  /** What was decided then. */
  #said = '';

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => {
      if (!(target as Element).closest('[data-np=once]')) return;
      this.#isOnce = true;
      this.#said = this.#says;
      this.querySelector('[data-consent]')?.dispatchEvent(new Event('privacy:once', { bubbles: true }));
      this.update();
    });
  }

  update(): void {
    const client = sharedClient();
    const category = this.#category;
    // On a page for everybody it may stand here, and be refused: what GPC forbids is acknowledged where all choices are.
    const always = this.querySelector<HTMLElement>('.np-embed [value=granted]');
    if (always) always.hidden = !!client.state()?.signals.gpc && gpcAffectsOfPage().includes(category);
    this.#isOnce &&= this.#says === this.#said;
    const isOn = this.#isOnce || client.allows(category);
    const frame = this.querySelector('iframe:not([data-consent])');
    const hasFocus = this.#box?.contains(document.activeElement);
    this.toggleAttribute('data-on', isOn);
    // Taken out, never emptied: that would be a step back in the visitor's history.
    if (!isOn) {
      frame?.remove();
      void this.#render();
    } else if (!frame && httpUrl(this.getAttribute('src') ?? '')) this.#load();
    if (!isOn || !hasFocus) return;
    // It was asked for here: whoever did is told that it came, and goes on where they were.
    prepareStatus(this);
    this.querySelector('iframe')?.addEventListener('load', () => say(this, 'loaded'), { once: true });
    focusOn(this);
  }

  get #says(): string {
    const client = sharedClient();
    return client.decision(this.#category) + client.state()?.state;
  }

  get #category(): string {
    return this.getAttribute('category')!;
  }

  get #box(): HTMLElement | null {
    return this.querySelector('.np-embed');
  }

  #load(): void {
    this.append(h('iframe', Object.fromEntries(OF_FRAME.map((name) => [name, this.getAttribute(name)]))));
  }

  async #render(): Promise<void> {
    const view = !this.#box && (await currentView());
    if (!view || this.#box) return;
    view.views.renderEmbed(this, view);
  }
}
