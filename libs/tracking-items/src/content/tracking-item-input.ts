import { type ConsentCategory } from '@nest-privacy/core';
import { type CookieNameMatch } from '../cookies/cookie-pattern.js';
import { type Lifetime } from './lifetime.js';

/** A cookie pattern as it is given: only the name is needed. */
export interface CookiePatternInput {
  readonly name: string;
  /** @default 'literal' */
  readonly match?: CookieNameMatch | null;
  readonly domain?: string | null;
  readonly path?: string | null;
  readonly httpOnly?: boolean | null;
}

/** Texts of one language as they are given: only the name is needed. */
export interface TrackingItemTextInput {
  readonly name: string;
  readonly purpose?: string | null;
  readonly lifetime?: string | null;
  readonly domain?: string | null;
}

/** An item as it is given to the service, the admin API or the seed. `null` and an absent member both mean the default. */
export interface TrackingItemInput {
  readonly category: ConsentCategory;
  readonly provider?: string | null;
  readonly lifetime?: Lifetime | null;
  readonly domain?: string | null;
  /** @default none */
  readonly cookies?: readonly CookiePatternInput[] | null;
  /** @default 0 */
  readonly ordering?: number | null;
  /** @default true */
  readonly enabled?: boolean | null;
  /** @default none, which means all sites */
  readonly sites?: readonly string[] | null;
  readonly translations: Readonly<Record<string, TrackingItemTextInput>>;
}
