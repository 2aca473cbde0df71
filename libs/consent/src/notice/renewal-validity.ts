import { type ConsentCategory, type KnownCatalogue } from '@nest-privacy/core';
import { type NoticeValidity } from '../decision/notice-validity.js';
import { type NoticeRenewal, type PublishedNotice } from './published-notice.js';

/** What follows the version before. */
export interface Succession {
  readonly renewal: NoticeRenewal;
  /** `null` for a first notice. */
  readonly before: PublishedNotice | null;
  /** The number of the new version. */
  readonly version: number;
  /** The categories that visitors decide about. */
  readonly optional: readonly ConsentCategory[];
  /** The catalogue of today; `undefined` without one. */
  readonly catalogue: KnownCatalogue | undefined;
}

const FROM_THE_BEGINNING: NoticeValidity = { since: 1, renewals: {} };

/** The categories whose earlier grants a new version lets lapse. */
export function renewedCategories(succession: Succession): readonly ConsentCategory[] {
  const { renewal, optional } = succession;
  if (renewal === 'none') return [];
  return renewal === 'all' ? optional : optional.filter((category) => hasChanged(category, succession));
}

/** Where there is nothing to compare with, everything may have changed. */
function hasChanged(category: ConsentCategory, { before, catalogue }: Succession): boolean {
  if (before === null || !before.content.categories.includes(category)) return true;
  const then = before.content.catalogue;
  if (then === null || catalogue === undefined) return (then === null) !== (catalogue === undefined);
  return (catalogue.renewals.any[category]?.version ?? 0) > then.version;
}

/** What counts of earlier decisions once a new version is the active one. */
export function validityAfter(succession: Succession): NoticeValidity {
  const { before, renewal, version } = succession;
  if (renewal === 'all') return { since: version, renewals: {} };
  const { since, renewals } = before?.validity ?? FROM_THE_BEGINNING;
  const renewed = renewedCategories(succession).map((category) => [category, version]);
  return { since, renewals: { ...renewals, ...(Object.fromEntries(renewed) as NoticeValidity['renewals']) } };
}
