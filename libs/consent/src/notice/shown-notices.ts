import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Ports } from '@nest-privacy/core/kit';
import { type KnownCatalogue, type ProblemException } from '@nest-privacy/core';
import { ConsentNotices } from './consent-notices.js';
import { noticeUnpublished, noticeUnread } from './notice-problems.js';
import { NoticeReader } from './notice-reader.js';
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
  private readonly logger = new Logger(ShownNotices.name);
  /** Sites of which it was said that they have none. */
  private readonly told = new Set<string>();
  private readonly made = new WeakMap<PublishedNotice, WeakMap<object, Map<string, ShownNotice>>>();

  constructor(
    private readonly notices: ConsentNotices,
    private readonly ports: Ports,
    @Inject(NoticeReader) private readonly reader: NoticeReader,
  ) {}

  /** That a site has published none is said once in the log. @throws ProblemException 404 `NOTICE_UNPUBLISHED`, 503 `NOTICE_UNREAD` */
  of(siteId: string, wish: NoticeWish): ShownNotice {
    const active = this.notices.active(siteId);
    if (!active) throw this.notices.isKnown() ? this.unpublished(siteId) : noticeUnread();
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

  /** Where notices are kept elsewhere, there is to be none. */
  private unpublished(siteId: string): ProblemException {
    if (Object.is(this.reader, this.notices) && !this.told.has(siteId)) {
      this.told.add(siteId);
      this.logger.warn(
        `the site ${JSON.stringify(siteId)} has no notice: its pages ask nobody, and nothing is allowed there. Publish one, by NoticePublisher.seed() when the application starts, or by the routes at admin/consent/notices.`,
      );
    }
    return noticeUnpublished();
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
