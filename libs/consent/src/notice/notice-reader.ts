import { ConfigurationError, type ConsentCategory } from '@nest-privacy/core';
import { isWholeNumber } from '@nest-privacy/core/kit';
import { type NoticeValidity } from '../decision/notice-validity.js';

/**
 * Which notice the visitors of a site are shown today. The module's own answers by what was published, or by the option `noticeVersion`; an application that
 * keeps its notices elsewhere binds another by the extra `extraProviders`. All but {@link versionOf} may be left out.
 */
export interface NoticeReader {
  /**
   * The version of a site's notice, a whole number from 1 that grows with each change. Asked with every question, so that it answers from memory, at once; a
   * grant upon another version than the one answered does not count, unless {@link validityOf} says so. What it throws refuses the request.
   *
   * @param siteId one of the ids of CoreModule's sites; each is asked once when the application starts
   */
  versionOf(siteId: string): number;
  /**
   * Upon which versions grants count, at once and as the same object for as long as it says the same.
   *
   * @returns `undefined` where today's version alone counts, as it is without this method
   */
  validityOf?(siteId: string): NoticeValidity | undefined;
  /** Hex SHA-256 of what a version held, at once; `null` where there never was such a version. Records name it. */
  hashOf?(siteId: string, version: number): string | null;
  /** Whether a grant of these categories upon an earlier version is taken all the same, at once. Without this method it is not. */
  takes?(siteId: string, version: number, categories: readonly ConsentCategory[]): boolean;
  /** Whether it is known at all what visitors are shown. While it is not, no grant is taken; refusals are. Without this method it is. */
  isKnown?(): boolean;
  /** Looks once whether there is a newer version, where somebody proves or says to have been shown one; never rejects. */
  learn?(siteId: string, atLeast: number): Promise<void>;
}

/** Injection token of {@link NoticeReader}. */
export const NoticeReader = Symbol.for('@nest-privacy/consent:NoticeReader');

/**
 * The version of a site's notice.
 *
 * @throws ConfigurationError `CONSENT_NOTICE_INVALID` when the reader answers what is no version
 */
export function noticeVersionOf(notices: NoticeReader, siteId: string): number {
  const version: unknown = notices.versionOf(siteId);
  if (isWholeNumber(version, 1)) return version;
  throw new ConfigurationError({
    code: 'CONSENT_NOTICE_INVALID',
    what: `site ${JSON.stringify(siteId)} has the notice ${JSON.stringify(version) ?? String(version)}`,
    where: 'ConsentModule option "noticeVersion", or the NoticeReader that is bound',
    remedy: 'give every site a whole number from 1, up to 2147483647',
  });
}
