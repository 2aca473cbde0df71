/** Items on a page of any list when nobody says otherwise. */
export const DEFAULT_PAGE = 50;
/** Items on a page of any list, at most. */
export const LARGEST_PAGE = 200;
