import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { type NoticeValidity } from '../decision/notice-validity.js';
import { type ConsentNotices } from '../notice/consent-notices.js';
import { type NoticeContent } from '../notice/content/notice-content.js';
import { type NoticeReader } from '../notice/notice-reader.js';
import { type PublishedNotice } from '../notice/published-notice.js';

const VERSION = 1;

/** The same notice for every site, as if it had been published once and for all. */
export class FixedNotice implements NoticeReader, Pick<ConsentNotices, 'active' | 'isKnown'> {
  private readonly published: Omit<PublishedNotice, 'siteId'>;
  private readonly bySite = new Map<string, PublishedNotice>();

  constructor(notice: NoticeContent) {
    const content = { ...notice, catalogue: null };
    this.published = {
      version: VERSION,
      content,
      sha256: canonicalSha256(content),
      renewal: 'none',
      renewed: [],
      validity: { since: VERSION, renewals: {} },
      publishedAt: new Date(0),
      publishedBy: 'application',
    };
  }

  active(siteId: string): PublishedNotice {
    const active = this.bySite.get(siteId) ?? { siteId, ...this.published };
    this.bySite.set(siteId, active);
    return active;
  }

  isKnown(): boolean {
    return true;
  }

  versionOf(): number {
    return VERSION;
  }

  validityOf(): NoticeValidity {
    return this.published.validity;
  }
}
