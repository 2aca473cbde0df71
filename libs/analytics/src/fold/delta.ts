/** The members of a {@link Delta} that are numbers. */
export const DELTA_NUMBERS = ['pageviews', 'events', 'misses', 'visits', 'bounces', 'duration', 'visitors'] as const;

type Numbers = ReadonlyMap<number, number>;

const NONE: Numbers = new Map();

/** What is added to one sum. */
export class Delta {
  pageviews = 0;
  events = 0;
  misses = 0;
  visits = 0;
  bounces = 0;
  duration = 0;
  /** Visitors who are known for a day. */
  visitors = 0;
  // Most have neither.
  private ofLasting: Map<number, number> | undefined = undefined;
  private ofRevenue: Map<number, number> | undefined = undefined;

  /** Visitors who are known for longer: 1 to be in the sketch, -1 to be out. */
  get lasting(): Numbers {
    return this.ofLasting ?? NONE;
  }

  /** By number of the currency. */
  get revenue(): Numbers {
    return this.ofRevenue ?? NONE;
  }

  addLasting(visitor: number, sign: 1 | -1): void {
    this.ofLasting ??= new Map();
    const sum = (this.ofLasting.get(visitor) ?? 0) + sign;
    if (sum === 0) this.ofLasting.delete(visitor);
    else this.ofLasting.set(visitor, sum);
  }

  addRevenue(currency: number, amount: number): void {
    this.ofRevenue ??= new Map();
    this.ofRevenue.set(currency, (this.ofRevenue.get(currency) ?? 0) + amount);
  }

  /** Whether nothing is added after all. */
  get isNothing(): boolean {
    return (
      this.pageviews === 0 &&
      this.events === 0 &&
      this.misses === 0 &&
      this.visits === 0 &&
      this.bounces === 0 &&
      this.duration === 0 &&
      this.visitors === 0 &&
      this.lasting.size === 0 &&
      [...this.revenue.values()].every((amount) => amount === 0)
    );
  }
}
