export { DEFAULT_PAGE, LARGEST_PAGE } from '../paging/page-size.js';
export { ListOf } from './list-of.decorator.js';
export { NoListsWithin } from './no-lists-within.decorator.js';
export { PageCursor, PageLimit } from './page.decorators.js';
export { PageQuery } from './page.query.js';
export { PlainText } from './plain-text.decorator.js';
export { IsDayOrInstant, IsId, IsLanguage } from './real-value.decorators.js';
