/** Bounds of what the catalogue takes in; a catalogue is a page people read, not a data lake. */
export const LIMITS = {
  /** Items in the catalogue, and in one import. */
  items: 1_000,
  cookies: 50,
  sites: 100,
  languages: 50,
  /** Regular expressions in one request, for each has to be checked. */
  expressions: 200,
  /** Entries of a Django fixture, other models included. */
  fixtureEntries: 20_000,
} as const;
