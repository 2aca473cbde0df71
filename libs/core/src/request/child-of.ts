import { type RequestView } from './request-view.js';

/**
 * The path of what was made beneath the path of the request, for `Location` (RFC 9110, section 10.2.2): the client's own, so that prefix and version stand in it.
 *
 * @param segments below it
 */
export const childOf = (view: RequestView, ...segments: readonly string[]): string =>
  [view.path.replace(/^\/+/, '/').replace(/\/+$/, ''), ...segments.map(encodeURIComponent)].join('/');
