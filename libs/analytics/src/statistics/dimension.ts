/** Facts of events by which numbers are broken down and filtered, beside `property:<name>`. */
export const NAMED_DIMENSIONS = [
  'page',
  'entry-page',
  'exit-page',
  'route',
  'host',
  'title',
  'channel',
  'source',
  'referrer',
  'keyword',
  'utm-source',
  'utm-medium',
  'utm-campaign',
  'utm-term',
  'utm-content',
  'click',
  'country',
  'region',
  'language',
  'device',
  'browser',
  'browser-version',
  'os',
  'os-version',
  'screen',
  'event',
  'audience',
] as const;

/** A dimension of every application; see `docs/analytics.md` for what each means. */
export type NamedDimension = (typeof NAMED_DIMENSIONS)[number];
/** What the numbers are broken down or filtered by; a property of events is one of its own. */
export type Dimension = NamedDimension | `property:${string}`;

/** Dimensions of which page views alone are counted. */
const OF_PAGES: ReadonlySet<Dimension> = new Set<Dimension>([
  'page',
  'entry-page',
  'exit-page',
  'route',
  'host',
  'title',
  'referrer',
  'keyword',
  'click',
]);

/** Which kinds of events a breakdown by a dimension counts. */
export function kindsOf(dimension: Dimension): readonly ('pageview' | 'event' | 'miss')[] {
  if (OF_PAGES.has(dimension)) return ['pageview', 'miss'];
  return dimension === 'event' ? ['event'] : ['pageview', 'event', 'miss'];
}

const PROPERTY = 'property:';

/** Name of the property that a dimension is; `undefined` for the others. */
export const propertyOf = (dimension: Dimension): string | undefined =>
  dimension.startsWith(PROPERTY) ? dimension.slice(PROPERTY.length) : undefined;
