import { type Clock, days, hours } from '@nest-privacy/core';

/** How often what is too old is looked for, in milliseconds. */
export const SALT_SWEEP = hours(1);

/** The UTC day of an instant, as `2026-06-15`. */
export const saltDayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The salts that are known to this process, of the days that are not over for good. */
export class SaltMemory {
  private readonly salts = new Map<string, Buffer>();

  constructor(private readonly clock: Clock) {}

  /**
   * The oldest day whose salt is still needed. Yesterday's serves what midnight found in a buffer; it is gone an hour before 48 hours are over since it was
   * made at the earliest, so that an hourly sweep keeps the promise.
   */
  get oldest(): string {
    return saltDayOf(this.clock.now() - days(1) + SALT_SWEEP);
  }

  get(day: string): Buffer | undefined {
    this.forget();
    return this.salts.get(day);
  }

  set(day: string, salt: Buffer): void {
    this.salts.set(day, salt);
  }

  /** Forgets the salts of days that are over for good. */
  forget(): void {
    const { oldest } = this;
    for (const day of this.salts.keys()) if (day < oldest) this.salts.delete(day);
  }

  clear(): void {
    this.salts.clear();
  }
}
