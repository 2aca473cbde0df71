import { type RequestView } from '@nest-privacy/core';
import { localPath } from './local-path.js';

/**
 * Where a browser goes once its form was taken: where the field `redirect` says, else to the page it stood on, else to the site's root.
 *
 * @returns `undefined` where the field leads elsewhere than to a path of this site
 */
export function wayBack(field: unknown, view: RequestView): string | undefined {
  if (field !== undefined) return typeof field === 'string' ? localPath(field) : undefined;
  const referrer = view.header('referer') ?? '';
  const page = URL.canParse(referrer) ? new URL(referrer) : undefined;
  return (page?.host === view.header('host') && page && localPath(page.pathname + page.search)) || '/';
}
