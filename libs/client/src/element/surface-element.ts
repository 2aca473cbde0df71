import { sharedClient } from '../client/shared-client.js';
import { type ConsentError } from '../transport/consent-error.js';
import { openSettings } from './open-settings.js';
import { sendDecision } from './send-decision.js';
import { prepareStatus, say } from './status.js';

/** There is no such class in Node, where importing this has no effect. */
const Base = globalThis.HTMLElement ?? Object;

/** How long a place for messages stands until something is said in it, so that it is read out, in milliseconds. */
const SETTLED = 200;

/** The forms that server and elements render. */
const OURS = '.np-actions,.np-form,.np-embed,#np-choices,#np-dialog-all';

/**
 * What the elements have in common: they follow the page's client for as long as they are in the page, however often they are moved, and send what the
 * forms in them say.
 */
export abstract class SurfaceElement extends Base {
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.addEventListener('submit', (event) => void this.#submit(event));
  }

  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLElement>('[data-np]')) button.hidden = false;
    this.#stop = sharedClient().onChange(() => this.update());
    this.update();
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }

  /** Has the element show what is known now. */
  abstract update(): void;

  /** The visitor decided, and is not kept waiting for the answer. */
  protected decided(): void {}

  /** Shows the line that GPC was honoured, which may stand there hidden: who writes a page for everybody does not know. */
  protected tellSignal(isHonoured: boolean | undefined): void {
    const line = this.querySelector<HTMLElement>('.np-signal');
    if (line) line.hidden = !isHonoured;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    // An embed may hold forms of the page itself, which are none of ours.
    if (!form.matches(OURS) || button?.formMethod === 'dialog') return;
    event.preventDefault();
    if (form.id === 'np-choices') return openSettings();
    const sent = sendDecision(form, button);
    prepareStatus(this);
    this.decided();
    try {
      await sent;
      say(this, 'saved');
    } catch (error) {
      const { status, temporary } = error as ConsentError;
      say(this, status ? 'failed' : 'offline');
      if (temporary) return;
      // What was shown is no longer what is asked.
      const dialog = form.closest<HTMLElement>('#np-dialog');
      if (dialog) dialog.replaceChildren();
      else form.remove();
      this.update();
      if (!dialog) return;
      await openSettings();
      // Nobody has heard it yet, and nothing is heard that stands outside of a modal dialog.
      prepareStatus(dialog);
      setTimeout(say, SETTLED, this, 'failed');
    }
  }
}
