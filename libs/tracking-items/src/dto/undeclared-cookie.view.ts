import { type UndeclaredCookieEntity } from '../entities/undeclared-cookie.entity.js';
import { type TrackingItemInput } from '../content/tracking-item-input.js';

/** A cookie that the catalogue does not know, as the admin API shows it. */
export interface UndeclaredCookieView {
  readonly id: string;
  /** Of the cookie; `*` stands for what may be the number of a person or a session. */
  readonly name: string;
  /** The full hour. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Requests that brought it. */
  readonly count: number;
  /** For `POST /admin/tracking-items`, once it has a `category`, and texts that say what the cookie is for. */
  readonly declaration: Pick<TrackingItemInput, 'cookies' | 'sites' | 'translations'>;
}

/** @param language of the text that has to be written */
export const undeclaredViewOf = (
  { id, site, name, seen, firstSeenAt, lastSeenAt }: UndeclaredCookieEntity,
  language: string,
): UndeclaredCookieView => ({
  id,
  name,
  firstSeenAt: firstSeenAt.toISOString(),
  lastSeenAt: lastSeenAt.toISOString(),
  count: seen,
  declaration: {
    cookies: [{ name, match: name.includes('*') ? 'glob' : 'literal' }],
    sites: [site],
    translations: { [language]: { name } },
  },
});
