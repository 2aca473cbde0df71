/** Bounds of what the catalogue takes in; a catalogue is a page people read, not a data lake. */
export const LIMITS = {
  /** Items in the catalogue, and in one import. */
  items: 1_000,
  cookies: 50,
  sites: 100,
  languages: 50,
  /** Steps that one regular expression may take for each character of a cookie's name. */
  expressionCost: 1_000,
  /** The same for all globs and expressions of the catalogue together; a usual one costs about ten. */
  patternCost: 20_000,
  /** Cookies of a site that are listed because its catalogue does not know them. */
  undeclared: 500,
  /** Entries of a Django fixture, other models included. */
  fixtureEntries: 20_000,
} as const;
