import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';
import { type CodedEvent } from '../../fold/coded-event.js';
import { addToSegment, NO_VISIT } from '../../fold/segment.js';
import { segmentsByVisit, settleVisit } from '../../fold/visit.js';
import { VisitorDay } from '../../fold/visitor-day.js';
import { askOf } from '../ask.js';
import { type NumberedEvent } from './coded-row.js';
import { RowsById } from './rows-by-id.js';
import { type SiteDay } from './site-day.js';
import { StoredEvents } from './stored-events.js';

/** Makes the days of visitors of their stored events, which are in the visits that they were put into. */
export class DayBuilder {
  private readonly made = new Map<number, VisitorDay>();
  private readonly stored: StoredEvents;
  private readonly visits: RowsById;

  constructor(
    source: DataSource,
    manager: EntityManager,
    private readonly siteDay: SiteDay,
  ) {
    this.stored = new StoredEvents(source, manager, siteDay.site);
    this.visits = new RowsById(source, askOf(manager), AnalyticsVisitEntity, ['entry', 'exit', 'arrival']);
  }

  async add(events: readonly NumberedEvent[]): Promise<void> {
    await this.visits.learn(events.flatMap(({ visit }) => (visit === NO_VISIT ? [] : [visit])));
    const coded = await this.stored.code(events);
    coded.forEach((event, i) => this.addOne(event, events[i]!));
  }

  /** All that was added. */
  async rows(): Promise<readonly VisitorDay[]> {
    const rows = [...this.made.values()];
    const byVisit = segmentsByVisit(rows);
    const begun = [...byVisit.keys()].flatMap((id) => this.visits.get(id)?.[2] ?? []);
    const originOf = await this.stored.origins(begun);
    for (const [id, segments] of byVisit) {
      if (id === NO_VISIT) continue;
      const [entryPage, exitPage, arrival] = this.visits.get(id) ?? [];
      // Of a visit that was removed for its age no more is known than these events say.
      if (arrival === undefined) settleVisit(id, segments, []);
      else for (const segment of segments) Object.assign(segment, { origin: originOf(arrival), entryPage, exitPage });
    }
    return rows;
  }

  private addOne(event: CodedEvent, { visitor, visit, at }: NumberedEvent): void {
    const row = this.made.get(visitor) ?? new VisitorDay(visitor, this.siteDay.day, false);
    this.made.set(visitor, row);
    if (event.persistent) row.persistent = true;
    addToSegment(row.segmentFor(event, visit), event);
    if (event.activity === 'live' && visit !== NO_VISIT) row.touch(visit, at);
  }
}
