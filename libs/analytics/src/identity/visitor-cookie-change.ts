import { type RequestView } from '@nest-privacy/core';
import { type HeadListener, type ResponseHead } from '@nest-privacy/core/kit';
import { type Identity } from './identity.js';
import { type MintedCookie } from './visitor-cookie.js';

/** Whether a response with this status and media type will be tracked. */
export type WillTrack = (view: RequestView, status: number, mediaType: string) => boolean;

/** Changes the visitor cookie with a response: deletes what has lost its ground, and sets a new one on a page that is tracked. */
export class VisitorCookieChange implements HeadListener {
  private minted: MintedCookie | undefined;

  /**
   * @param deletions the `Set-Cookie`s that delete
   * @param mint `undefined` where no cookie is to be set
   */
  constructor(
    private readonly identity: Identity,
    private readonly deletions: readonly string[],
    private readonly willTrack: WillTrack,
    private readonly mint: ((view: RequestView) => MintedCookie) | undefined,
  ) {}

  beforeHeaders(head: ResponseHead): void {
    head.addCookies(this.deletions);
    if (!this.mint || !this.willTrack(head.view, head.status, head.mediaType)) return;
    this.minted ??= this.mint(head.view);
    this.identity.visitorId = this.minted.id;
    head.addCookies([this.minted.header]);
  }
}
