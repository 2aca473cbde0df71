import { type ClientAssets } from '@nest-privacy/client/assets';
import { type ConsentMarkup, type EmbedFrame, type SurfaceWish } from '@nest-privacy/consent';
import { type RequestView } from '@nest-privacy/core';
import { type Html } from '../html.js';

/** What the suite writes into one page for its visitor; each part when it is asked for. */
export class PageSurface {
  /** @param wish in which language, and where its forms lead back to */
  constructor(
    private readonly markup: ConsentMarkup,
    private readonly client: Pick<ClientAssets, 'head'>,
    private readonly view: RequestView,
    private readonly wish: SurfaceWish,
  ) {}

  /** For the head of the page, above every other script: what decides by the visitor's cookie, the style, and the script that has all the rest. */
  head(nonce: string): string {
    return this.client.head(this.markup.settings(this.view, this.wish), { nonce, trustedTypesPolicy: 'none' });
  }

  /** The question; empty for who is not to be asked. */
  banner(): Html {
    return this.markup.banner(this.view, this.wish);
  }

  /** All choices behind a button, where scripts run. */
  dialog(): Html {
    return this.markup.dialog(this.view, this.wish);
  }

  /** All choices on the page itself. */
  preferences(): Html {
    return this.markup.preferences(this.view, this.wish);
  }

  /** The way to the choices that stands on every page. */
  settingsLink(): Html {
    return this.markup.settingsLink(this.view, this.wish);
  }

  /** Something of a vendor, or what stands in its place. */
  embed(frame: EmbedFrame): Html {
    return this.markup.embed(this.view, frame, this.wish);
  }
}
