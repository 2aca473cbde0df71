import { createHash } from 'node:crypto';
import { days } from '@nest-privacy/core';
import { read, write } from '@nest-privacy/core/typeorm';
import { type DataSource, In } from 'typeorm';
import { AnalyticsErasedEntity } from '../entities/analytics-erased.entity.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';

/** For which a batch may wait for a worker. */
const KEPT = days(30);
const AT_ONCE = 500;

/** Stands in no event, so that what is kept of an erasure finds nothing of whom it erased. As much of it as a number holds. */
const markOf = (visitor: string): number =>
  Number(createHash('sha256').update(`erased ${visitor}`).digest().readBigUInt64BE() >> 11n);

/** The visitors who were erased lately: what a queue still holds of them is not stored. What they do afterwards is. */
export class ErasedVisitors {
  constructor(private readonly source: DataSource) {}

  /** @param now milliseconds since the epoch */
  async add(visitors: readonly string[], now: number): Promise<void> {
    // In milliseconds, as the column has it: TypeORM 0.3 transforms no value within a comparison.
    const before = now - KEPT;
    await write(this.source, (manager) =>
      manager
        .createQueryBuilder()
        .delete()
        .from(AnalyticsErasedEntity)
        .where('erasedAt < :before', { before })
        .execute(),
    );
    const marks = [...new Set(visitors.map(markOf))];
    for (let i = 0; i < marks.length; i += AT_ONCE) {
      const rows = marks.slice(i, i + AT_ONCE).map((visitor) => ({ visitor, erasedAt: new Date(now) }));
      await write(this.source, (manager) => manager.upsert(AnalyticsErasedEntity, rows, ['visitor']));
    }
  }

  /** The events that may be stored. Only visitors who are known for longer than a day can have been erased; without them nothing is asked. */
  async without(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    const lasting = events.flatMap(({ visitor, persistent }) => (persistent && visitor !== null ? [visitor] : []));
    if (lasting.length === 0) return events;
    const visitor = In([...new Set(lasting.map(markOf))]);
    const found = await read(this.source, (manager) => manager.findBy(AnalyticsErasedEntity, { visitor }));
    if (found.length === 0) return events;
    const ends = new Map(found.map((one) => [one.visitor, one.erasedAt.getTime()]));
    return events.filter(
      (event) =>
        !event.persistent || event.visitor === null || event.at > (ends.get(markOf(event.visitor)) ?? -Infinity),
    );
  }
}
