import { sharedClient } from '../client/shared-client.js';
import { focusAfter } from './focus-after.js';
import { readForm } from './form-fields.js';
import { isOfToday } from './is-of-today.js';
import { SurfaceElement } from './surface-element.js';
import { announce } from './surface-event.js';
import { currentView } from './view.js';
import { whenSeen } from './when-seen.js';

/** `<privacy-dialog>`: the second layer, a native modal dialog. It shows what is stored, and whoever leaves it has changed nothing. */
export class PrivacyDialog extends SurfaceElement {
  #unwatch: (() => void) | undefined;

  constructor() {
    super();
    this.addEventListener('change', () => this.#askAcknowledgement());
    this.addEventListener('close', () => this.#closed(), true);
  }

  /** Shows it, with the notice of today and the choices as they stand; where it cannot be shown, the page with all choices. */
  async open(): Promise<void> {
    if (!this.#isAsItStands()) await this.#render();
    const dialog = this.querySelector('dialog');
    if (!dialog?.firstElementChild) return location.assign(sharedClient().paths.choices);
    if (dialog.open) return;
    this.#tickWhatIsAllowed();
    dialog.showModal();
    announce('dialog', true);
    const form = dialog.querySelector('form')!;
    this.#unwatch = whenSeen(dialog, () => void sharedClient().served(readForm(form).evidence, 'dialog'));
  }

  /** A notice that changed while it was read is shown anew, with what is stored. */
  update(): void {
    const form = this.querySelector<HTMLFormElement>('[open] form');
    if (form && !isOfToday(form)) void this.#render();
  }

  protected override decided(): void {
    this.querySelector('dialog')!.close();
  }

  async #render(): Promise<void> {
    const view = await currentView();
    if (view) {
      view.views.renderDialog(this, view);
      this.querySelector<HTMLElement>('[open] h2')?.focus();
    }
    this.#askAcknowledgement();
  }

  /** Whether what was rendered last, here or by the server, says what is known now, but for the ticks: then nothing is asked for. */
  #isAsItStands(): boolean {
    const form = this.querySelector('form');
    const state = sharedClient().state();
    return (
      !!form &&
      !!state &&
      isOfToday(form) &&
      (this.querySelector('time')?.dateTime ?? null) === state.decidedAt &&
      state.signals.gpc === !!this.querySelector('.np-signal,.np-acknowledge')
    );
  }

  /** What was ticked before and not saved is forgotten. */
  #tickWhatIsAllowed(): void {
    const client = sharedClient();
    for (const box of this.querySelectorAll<HTMLInputElement>('[type=checkbox]'))
      box.checked = client.allows(
        box.closest('.np-category')!.querySelector<HTMLInputElement>('.np-switch input')!.name,
      );
    this.#askAcknowledgement();
  }

  /** A grant against GPC is acknowledged by itself; the browser asks for it, in the visitor's language. */
  #askAcknowledgement(): void {
    for (const box of this.querySelectorAll<HTMLInputElement>('.np-acknowledge input'))
      box.required = !!box.closest('.np-category')!.querySelector('.np-switch :checked');
  }

  #closed(): void {
    this.#unwatch?.();
    announce('dialog', false);
    const { activeElement, body } = document;
    // What opened it is gone: the focus has nowhere to return to.
    if (activeElement === body || this.contains(activeElement)) focusAfter(this);
  }
}
