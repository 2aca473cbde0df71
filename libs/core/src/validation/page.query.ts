import { DEFAULT_PAGE } from '../paging/page-size.js';
import { PageCursor, PageLimit } from './page.decorators.js';

/** Query of every keyset-paged list. */
export class PageQuery {
  /** Items on a page, 1 to 200. @default 50 */
  @PageLimit()
  limit: number = DEFAULT_PAGE;

  /** `nextCursor` of the page before. @default the first page */
  @PageCursor()
  cursor?: string;
}
