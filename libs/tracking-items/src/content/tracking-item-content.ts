import { type ConsentCategory } from '@nest-privacy/core';
import { type CookiePattern } from '../cookies/cookie-pattern.js';
import { type Lifetime } from './lifetime.js';

/** What is said about an item in one language. */
export interface TrackingItemText {
  readonly name: string;
  /** What it is for. */
  readonly purpose: string | null;
  /** How long it lasts, in words: `13 Monate`. */
  readonly lifetime: string | null;
  /** Where this language says the domain differently; `null` for the item's own. */
  readonly domain: string | null;
}

/** Everything about an item that an administrator can change. The same content has the same canonical JSON (RFC 8785). */
export interface TrackingItemContent {
  readonly category: ConsentCategory;
  /** Who sets it, for example `Google Ireland Limited`; `null` when nothing is said. */
  readonly provider: string | null;
  readonly lifetime: Lifetime | null;
  /** Domain as visitors are shown it, free text; the machine's is in {@link CookiePattern.domain}. */
  readonly domain: string | null;
  readonly cookies: readonly CookiePattern[];
  /** Place among the items of its category, smallest first. */
  readonly ordering: number;
  /** Whether visitors are shown it. */
  readonly enabled: boolean;
  /** Ids of the sites that use it, sorted; none means all. */
  readonly sites: readonly string[];
  /** Texts by language (BCP 47, canonical), at least one. */
  readonly translations: Readonly<Record<string, TrackingItemText>>;
}

/** One item with its place in history. */
export interface TrackingItemState {
  readonly id: string;
  readonly content: TrackingItemContent;
  /** Counts the item's changes from 1; also its entity tag. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
}
