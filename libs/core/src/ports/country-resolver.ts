import { type RequestView } from '../request/request-view.js';

/**
 * Who told where a visitor is: a header of a trusted proxy, a database of addresses (MMDB), the visitor's account, somebody who asks what would be
 * (`assumed`), or nobody.
 */
export type PlaceSource = 'trusted-header' | 'mmdb' | 'account' | 'assumed' | 'none';

/** Where a visitor is, as far as it is known. */
export interface Place {
  /** ISO 3166-1 alpha-2, such as `DE`; `null` when it is not known. */
  readonly country: string | null;
  /** ISO 3166-2, such as `US-CA`; `null` when it is not known. */
  readonly region: string | null;
  readonly source: PlaceSource;
}

/** Nobody knows. */
export const NO_PLACE: Place = Object.freeze({ country: null, region: null, source: 'none' });

/**
 * Tells where visitors are. Answers at once, from memory: it is asked before anything else of the application has seen the request, at most once for each,
 * and only where the answer matters. What it throws, and what is no code of ISO 3166, counts as not known. It must believe nothing that a client says of
 * itself.
 */
export interface CountryResolver {
  /** Where the request comes from; {@link NO_PLACE} when that is not known. */
  placeOf(request: RequestView): Place;
}

/** Injection token of {@link CountryResolver}; bound, it is asked before the headers that `CoreModule` may name. */
export const CountryResolver = Symbol.for('@nest-privacy/core:CountryResolver');
