import { type ConsentNoticeExhibitEntity } from '../entities/consent-notice-exhibit.entity.js';
import { type ExhibitKind } from '../exhibit/exhibit-kind.js';

/** An exhibit as it leaves the server. */
export class NoticeExhibitView {
  readonly id: string;
  readonly kind: ExhibitKind;
  readonly name: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly size: number;
  readonly url: string;
  readonly attachedAt: string;

  constructor(exhibit: ConsentNoticeExhibitEntity) {
    this.id = exhibit.id;
    this.kind = exhibit.kind;
    this.name = exhibit.name;
    this.sha256 = exhibit.sha256;
    this.mediaType = exhibit.mediaType;
    this.size = exhibit.size;
    this.url = exhibit.url;
    this.attachedAt = exhibit.attachedAt.toISOString();
  }
}
