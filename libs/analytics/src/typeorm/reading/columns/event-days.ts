import { SUM_DIMENSION } from '../../../fold/sum-dimension.js';
import { type Column } from '../../columns/column.js';
import { columnFromText } from '../../columns/column-text.js';
import { DAY_FACT, type DayFact, EventDay } from '../../columns/event-day.js';
import { type Reading } from '../reading.js';
import { type DayOfEvents, portionsOf } from './portions.js';

/** Events of days without columns that are read for one question. */
const MOST_READ = 100_000;
/** Events whose columns are in memory at once, about: some bytes for each fact. */
const AT_ONCE = 400_000;

const FACTS: ReadonlyMap<number, DayFact> = new Map(
  Object.entries(DAY_FACT).map(([name, number]) => [number, name as DayFact]),
);

interface StoredDay extends DayOfEvents {
  readonly isBuilt: number;
}

/** The events of some days of a site, by columns. */
export class EventDays {
  private constructor(
    private readonly reading: Reading,
    /** In portions that are read at once. */
    private readonly built: readonly (readonly number[])[],
    private readonly others: readonly number[],
  ) {}

  /** @returns `undefined` where no day has columns, or too much has none */
  static async of(reading: Reading, days: readonly number[]): Promise<EventDays | undefined> {
    const values = reading.values();
    const rows = await reading.ask<StoredDay>(
      `SELECT s.{day} AS "day", s.{pageviews} AS "events", CASE WHEN d.{changes} = s.{events} THEN 1 ELSE 0 END AS "isBuilt"
       FROM {sum} s LEFT JOIN {column} d ON d.{site} = s.{site} AND d.{day} = s.{day} AND d.{fact} = ${DAY_FACT.quarter}
       WHERE s.{site} = ${reading.site} AND s.{dimension} = ${SUM_DIMENSION.stored} AND s.{value} = 0
         AND s.{pageviews} > 0 AND s.{day} IN ${values.numbers(days)} ORDER BY s.{day}`,
      values,
    );
    const [built, others] = [1, 0].map((is) => rows.filter(({ isBuilt }) => isBuilt === is)) as [
      StoredDay[],
      StoredDay[],
    ];
    if (built.length === 0 || others.reduce((sum, { events }) => sum + events, 0) > MOST_READ) return undefined;
    return new EventDays(
      reading,
      portionsOf(built, AT_ONCE),
      others.map(({ day }) => day),
    );
  }

  /** One day after the other, each with some of its facts. Others have their turn in between. */
  async *read(facts: ReadonlySet<DayFact>): AsyncGenerator<EventDay> {
    for (const days of this.built)
      for (const columns of (await this.columns(days, facts)).values()) {
        yield new EventDay(columns);
        await new Promise(setImmediate);
      }
    for (const day of this.others) yield new EventDay(await this.reading.rowsOfDay(day).columns([...facts]));
  }

  private async columns(
    days: readonly number[],
    facts: ReadonlySet<DayFact>,
  ): Promise<ReadonlyMap<number, ReadonlyMap<DayFact, Column>>> {
    const values = this.reading.values();
    const rows = await this.reading.ask<{ day: number; fact: number; content: string }>(
      `SELECT d.{day} AS "day", d.{fact} AS "fact", d.{content} AS "content" FROM {column} d
       WHERE d.{site} = ${this.reading.site} AND d.{day} IN ${values.numbers(days)}
         AND d.{fact} IN ${values.numbers([...facts].map((fact) => DAY_FACT[fact]))}`,
      values,
    );
    const found = new Map<number, Map<DayFact, Column>>();
    for (const { day, fact, content } of rows) {
      const columns = found.get(day) ?? new Map<DayFact, Column>();
      found.set(day, columns.set(FACTS.get(fact)!, columnFromText(content)));
    }
    return found;
  }
}
