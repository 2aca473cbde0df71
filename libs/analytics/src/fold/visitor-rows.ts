import { type VisitorDay } from './visitor-day.js';

/** Days of visitors of one site. */
export class VisitorRows {
  private readonly byDay = new Map<number, Map<number, VisitorDay>>();

  constructor(rows: Iterable<VisitorDay> = []) {
    for (const row of rows) this.add(row);
  }

  add(row: VisitorDay): void {
    const rows = this.byDay.get(row.day);
    if (rows) rows.set(row.visitor, row);
    else this.byDay.set(row.day, new Map([[row.visitor, row]]));
  }

  get(visitor: number, day: number): VisitorDay | undefined {
    return this.byDay.get(day)?.get(visitor);
  }

  *[Symbol.iterator](): Iterator<VisitorDay> {
    for (const rows of this.byDay.values()) yield* rows.values();
  }
}
