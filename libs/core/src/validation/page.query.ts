import { DEFAULT_PAGE, PageCursor, PageLimit } from './page.decorators.js';

/** Query of every keyset-paged list. */
export class PageQuery {
  /** Items on a page, 1 to 200. Default: 50. */
  @PageLimit()
  limit: number = DEFAULT_PAGE;

  /** `nextCursor` of the page before. Default: the first page. */
  @PageCursor()
  cursor?: string;
}
