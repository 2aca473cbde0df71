import { type NoticeRenewal } from '../notice/published-notice.js';
import { IsRenewal } from './is-renewal.decorator.js';
import { SiteQuery } from './site.query.js';

/** What publishing would do. */
export class PublicationQuery extends SiteQuery {
  @IsRenewal()
  renewal!: NoticeRenewal;
}
