/** What kind of place somebody else's page is; a `portal` is a search engine only where it says what was searched for. */
export type SourceKind = 'search' | 'portal' | 'social' | 'video' | 'shop' | 'ai' | 'mail';

/** A place on the web that is known by name. */
export interface KnownSource {
  /** Empty for a web mail that is known by how its host begins. */
  readonly name: string;
  readonly kind: SourceKind;
  /** Parameters in which a search engine hands on what was searched for, the likeliest first. */
  readonly keywords: readonly string[];
}
