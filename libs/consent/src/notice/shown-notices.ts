import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ports } from '@nest-privacy/core/kit';
import { type KnownCatalogue } from '@nest-privacy/core';
import { ConsentNotices } from './consent-notices.js';
import { noticeUnpublished, noticeUnread } from './notice-problems.js';
import { type PublishedNotice } from './published-notice.js';
import {
  chosenWording,
  type NoticeWish,
  type PublicNotice,
  type RenderedNotice,
  renderNotice,
} from './render-notice.js';

/** A notice as it is answered. */
export interface ShownNotice {
  /** The weak entity tag of what is answered: it changes with the form of the answer as well as with what it says. */
  readonly tag: string;
  readonly notice: PublicNotice;
}

/** Without a catalogue. */
const NONE = {};

/** The active notices as visitors are shown them: each wording is put together once, from memory, for as long as notice and catalogue stay. */
@Injectable()
export class ShownNotices {
  private readonly made = new WeakMap<PublishedNotice, WeakMap<object, Map<string, ShownNotice>>>();

  constructor(
    private readonly notices: ConsentNotices,
    private readonly ports: Ports,
  ) {}

  /** @throws ProblemException 404 `NOTICE_UNPUBLISHED`, 503 `NOTICE_UNREAD` */
  of(siteId: string, wish: NoticeWish): ShownNotice {
    const active = this.notices.active(siteId);
    if (!active) throw this.notices.isKnown() ? noticeUnpublished() : noticeUnread();
    const { catalogue } = this.ports;
    const known = catalogue?.known(siteId);
    const wording = chosenWording(active, wish);
    const made = this.madeOf(active, known);
    const key = `${wording.language} ${wording.variant}`;
    const shown = made.get(key) ?? shownAs(renderNotice(active, wording, catalogue));
    made.set(key, shown);
    return shown;
  }

  /** Any notice as it would be shown, with the catalogue of now. */
  preview(notice: RenderedNotice, wish: NoticeWish): PublicNotice {
    return renderNotice(notice, chosenWording(notice, wish), this.ports.catalogue);
  }

  /** Bounded by the languages and variants of the notice. */
  private madeOf(active: PublishedNotice, known: KnownCatalogue | undefined): Map<string, ShownNotice> {
    let ofNotice = this.made.get(active);
    if (!ofNotice) this.made.set(active, (ofNotice = new WeakMap()));
    let made = ofNotice.get(known ?? NONE);
    if (!made) ofNotice.set(known ?? NONE, (made = new Map<string, ShownNotice>()));
    return made;
  }
}

const shownAs = (notice: PublicNotice): ShownNotice => {
  const hash = createHash('sha256').update(JSON.stringify(notice)).digest('base64url');
  return { tag: `W/"${hash.slice(0, 32)}"`, notice };
};
