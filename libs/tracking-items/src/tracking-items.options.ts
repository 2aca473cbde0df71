import { type CookieJanitorOptions } from './janitor/cookie-janitor.options.js';
import { type UndeclaredCookiesOptions } from './undeclared/undeclared-cookies.options.js';

/** Settings of the TrackingItemsModule; every member is optional. */
export interface TrackingItemsModuleOptions {
  /**
   * Language of last resort, a BCP 47 tag.
   *
   * @default 'en'
   */
  readonly defaultLanguage?: string | undefined;
  /**
   * Languages that translations may have and answers come in. Contains the default language in any case.
   *
   * @default every language, and answers in those that the catalogue has
   */
  readonly languages?: readonly string[] | undefined;
  /**
   * How often a process asks the database whether the catalogue has changed, in milliseconds, by one small query. A change is seen at once in the process
   * that made it, with Redis at once in all, and otherwise after this time at the latest.
   *
   * @default 1000
   */
  readonly maxStaleness?: number | undefined;
  /**
   * Which cookies responses take away because their category is not allowed any more; `off` takes none. Without a consent module none is, either.
   *
   * @default the defaults of its members
   */
  readonly cookieJanitor?: CookieJanitorOptions | 'off' | undefined;
  /**
   * How cookies that requests bring and the catalogue does not know are listed for administrators; `off` lists none.
   *
   * @default the defaults of its members
   */
  readonly undeclaredCookies?: UndeclaredCookiesOptions | 'off' | undefined;
}
