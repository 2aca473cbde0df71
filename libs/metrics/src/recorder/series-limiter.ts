/** What stands for every label value that found no room. */
export const OTHER = 'other';

const SEPARATOR = '\u0000';
/** Longest label value, in UTF-16 code units. */
const VALUE_MAX = 200;

/** How many series there may be, and what remains of the rest. */
export interface SeriesLimits {
  /** Most series, those of the rest included and those of {@link SeriesLimiter.ofOwn} beside them. */
  readonly max: number;
  /** Series set aside for the rest. */
  readonly reserved: number;
  /** Per label: whether the rest keeps its value instead of {@link OTHER}. */
  readonly kept: readonly boolean[];
  /** Per label: whether {@link SeriesLimiter.ofOwn} may give its value up for {@link OTHER}. */
  readonly open: readonly boolean[];
  /** Told of each observation that found no room. */
  readonly onOverflow: () => void;
}

/** Keeps the number of series of one metric within its limit: first come, first kept, and what is the application's own always. */
export class SeriesLimiter<T> {
  private readonly series = new Map<string, T>();
  private readonly own = new Map<string, T>();
  private readonly rest = new Map<string, T>();

  constructor(
    private readonly limits: SeriesLimits,
    private readonly create: (values: readonly string[]) => T,
  ) {}

  /** Every series there is. */
  *all(): Iterable<T> {
    yield* this.series.values();
    yield* this.own.values();
    yield* this.rest.values();
  }

  /** The series of these label values, or the one that holds the rest. */
  of(values: readonly string[]): T {
    const found = this.find(values);
    if (found !== undefined) return found;
    this.limits.onOverflow();
    return this.ofRest(
      values.map((value, label) => (this.limits.kept[label] === true ? value : OTHER)),
      values.map(() => OTHER),
    );
  }

  /**
   * The series of these label values, which a flood of others cannot take away: where there is no room, it is set beside them, and says {@link OTHER}
   * for the open labels alone. The caller answers for it that the values of the others are the code's, and so have an end.
   */
  ofOwn(values: readonly string[]): T {
    const found = this.find(values);
    if (found !== undefined) return found;
    const bare = values.map((value, label) => (this.limits.open[label] === true ? OTHER : value));
    const key = bare.join(SEPARATOR);
    if (bare.some((value, label) => value !== values[label])) this.limits.onOverflow();
    const known = this.own.get(key);
    if (known !== undefined) return known;
    const created = this.create(bare);
    this.own.set(key, created);
    return created;
  }

  /** The series that is there, or for which there is room. */
  private find(values: readonly string[]): T | undefined {
    const key = values.join(SEPARATOR);
    const known = this.series.get(key);
    if (known !== undefined || this.series.size >= this.limits.max - this.limits.reserved) return known;
    const created = this.create(values.map((value) => value.slice(0, VALUE_MAX)));
    this.series.set(key, created);
    return created;
  }

  /** One reserved series stays free for kept labels that say more than was expected of them. */
  private ofRest(values: readonly string[], bare: readonly string[]): T {
    const key = values.join(SEPARATOR);
    const bareKey = bare.join(SEPARATOR);
    const known = this.rest.get(key);
    if (known !== undefined) return known;
    const room = this.limits.reserved - this.rest.size - (this.rest.has(bareKey) ? 0 : 1);
    if (room <= 0 && key !== bareKey) return this.ofRest(bare, bare);
    const created = this.create(values);
    this.rest.set(key, created);
    return created;
  }
}
