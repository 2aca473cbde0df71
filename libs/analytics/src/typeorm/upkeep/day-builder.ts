import { type DataSource, type EntityManager, In } from 'typeorm';
import { AnalyticsArrivalEntity } from '../../entities/analytics-arrival.entity.js';
import { AnalyticsClientEntity } from '../../entities/analytics-client.entity.js';
import { AnalyticsTermEntity } from '../../entities/analytics-term.entity.js';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';
import { type CodedEvent, type CodedRevenue } from '../../fold/coded-event.js';
import { addToSegment, NO_VISIT } from '../../fold/segment.js';
import { type SumKey } from '../../fold/sum-dimension.js';
import { segmentsByVisit, settleVisit } from '../../fold/visit.js';
import { VisitorDay } from '../../fold/visitor-day.js';
import { ARRIVAL_COLUMNS, CLIENT_COLUMNS } from '../coding/event-coder.js';
import { sumKeysOf } from '../coding/sum-keys.js';
import { codedRow, type NumberedEvent, type OwnTerms } from './coded-row.js';
import { RowsById } from './rows-by-id.js';
import { type SiteDay } from './site-day.js';

/** No text has this number. */
const NO_TERM = 0;

/** Makes the days of visitors of their stored events, which are in the visits that they were put into. */
export class DayBuilder {
  private readonly made = new Map<number, VisitorDay>();
  private readonly clients: RowsById;
  private readonly arrivals: RowsById;
  private readonly visits: RowsById;
  private terms: OwnTerms | undefined;

  constructor(
    source: DataSource,
    private readonly manager: EntityManager,
    private readonly siteDay: SiteDay,
  ) {
    this.clients = new RowsById(source, manager, AnalyticsClientEntity, CLIENT_COLUMNS);
    this.arrivals = new RowsById(source, manager, AnalyticsArrivalEntity, ARRIVAL_COLUMNS);
    this.visits = new RowsById(source, manager, AnalyticsVisitEntity, ['entry', 'exit', 'arrival']);
  }

  /** @param saleOf the money of an event */
  async add(events: readonly NumberedEvent[], saleOf: (event: NumberedEvent) => CodedRevenue | null): Promise<void> {
    const terms = (this.terms ??= await this.ownTerms());
    await this.clients.learn(events.map(({ client }) => client));
    await this.visits.learn(events.flatMap(({ visit }) => (visit === NO_VISIT ? [] : [visit])));
    const begun = events.flatMap(({ visit }) => this.visits.get(visit)?.[2] ?? []);
    await this.arrivals.learn([...events.map(({ arrival }) => arrival), ...begun]);
    for (const event of events) {
      const combinations = {
        client: this.clients.get(event.client) ?? [],
        arrival: this.arrivals.get(event.arrival) ?? [],
      };
      this.addOne(codedRow(this.siteDay.site, event, combinations, terms, saleOf(event)), event);
    }
  }

  /** All that was added. */
  rows(): readonly VisitorDay[] {
    const rows = [...this.made.values()];
    for (const [id, segments] of segmentsByVisit(rows)) {
      if (id === NO_VISIT) continue;
      const [entryPage, exitPage, arrival] = this.visits.get(id) ?? [];
      // Of a visit that was removed for its age no more is known than these events say.
      if (arrival === undefined) settleVisit(id, segments, []);
      else
        for (const segment of segments) Object.assign(segment, { origin: this.originOf(arrival), entryPage, exitPage });
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

  private originOf(arrival: number): readonly SumKey[] {
    const { empty } = this.terms!;
    const nothing = {
      page: empty,
      route: empty,
      host: empty,
      title: empty,
      name: empty,
      client: [],
      audience: NO_TERM,
    };
    return sumKeysOf(
      { kind: 'pageview', audience: 'people' },
      { ...nothing, arrival: this.arrivals.get(arrival) ?? [], empty },
    ).origin;
  }

  private async ownTerms(): Promise<OwnTerms> {
    const found = await this.manager.findBy(AnalyticsTermEntity, { text: In(['', 'people', 'bots', 'agents']) });
    const numbers = new Map(found.map(({ id, text }) => [text, id]));
    const number = (text: string): number => numbers.get(text) ?? NO_TERM;
    return { people: number('people'), bots: number('bots'), agents: number('agents'), empty: number('') };
  }
}
