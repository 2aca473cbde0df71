import { localPath } from '@nest-privacy/consent';
import { type RequestView } from '@nest-privacy/core';
import { LANGUAGE } from './chosen-language.js';

/** What a form adds to the address of the page that it leads back to. */
const DECIDED = 'decided';

/** A page of the site. */
export interface PageAddress {
  readonly path: string;
  /** Without the question mark; empty without one. */
  readonly query: string;
}

const nameOf = (part: string): string => part.split('=', 1)[0]!;

/** A path of this site, without its query where that makes it too long; the start page where it is none, for a link to `//host` leads to that host. */
const ownPath = (address: string): string => localPath(address) ?? localPath(address.split(/[?#]/, 1)[0]!) ?? '/';

/** The parts of a page's address, without what the site itself adds to it. */
export function pageAt(address: string): PageAddress {
  const [path = '/', query = ''] = ownPath(address)
    .split('#', 1)[0]!
    .split(/\?(.*)/s, 2);
  const kept = query.split('&').filter((part) => part !== '' && ![DECIDED, LANGUAGE].includes(nameOf(part)));
  return { path, query: kept.join('&') };
}

/** The address of a page with one more parameter. */
export const addressWith = ({ path, query }: PageAddress, parameter: string): string =>
  `${path}?${query === '' ? '' : `${query}&`}${parameter}`;

/** Where forms lead back to: the same page, which then says what was recorded. */
export const backTo = (page: PageAddress): string => {
  const saved = (query: string): string | undefined => localPath(`${addressWith({ ...page, query }, DECIDED)}#saved`);
  return saved(page.query) ?? saved('') ?? '/';
};

/** Whether a visitor comes back from a form. */
export const hasDecided = ({ url, path }: RequestView): boolean =>
  url
    .slice(path.length + 1)
    .split(/[&#]/)
    .some((part) => nameOf(part) === DECIDED);

/** Path of this site that the visitor came from, unless it is the very page; the start page where that is not known. */
export function cameFrom(view: RequestView): string {
  const referrer = view.header('referer') ?? '';
  const { host, pathname, search } = URL.canParse(referrer) ? new URL(referrer) : new URL('http://nowhere/');
  return host === view.header('host') && pathname !== view.path ? ownPath(pathname + search) : '/';
}
