/** That requests to a site brought a cookie which its catalogue does not know. */
export interface Sighting {
  readonly site: string;
  /** As it is listed, see {@link maskedName}. */
  readonly name: string;
  readonly seen: number;
  /** Milliseconds since the epoch, as {@link last}. */
  readonly first: number;
  readonly last: number;
}

/** Names that wait to be written; a flood of made-up ones takes no more memory than that. */
const MOST = 1_000;

/** What was seen and is not written yet, added up by site and name. */
export class Sightings {
  private readonly byKey = new Map<string, Sighting>();

  get size(): number {
    return this.byKey.size;
  }

  /** In one order everywhere, for whoever writes them. */
  get all(): readonly Sighting[] {
    return [...this.byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sighting]) => sighting);
  }

  /** @returns whether there was room for it */
  add(sighting: Sighting): boolean {
    const key = `${sighting.site} ${sighting.name}`;
    const known = this.byKey.get(key);
    if (known === undefined && this.byKey.size >= MOST) return false;
    this.byKey.set(key, known ? sum(known, sighting) : sighting);
    return true;
  }
}

const sum = (one: Sighting, other: Sighting): Sighting => ({
  ...one,
  seen: one.seen + other.seen,
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
});
