import { type DataSource, type EntityManager } from 'typeorm';
import { type CodedEvent } from '../../fold/coded-event.js';
import { dayOf, daysAround, VISIT_GAP } from '../../fold/days.js';
import { Sums } from '../../fold/sums.js';
import { type Visit } from '../../fold/visit.js';
import { keysOfEvent, VisitFold } from '../../fold/visit-fold.js';
import { VisitorRows } from '../../fold/visitor-rows.js';
import { type PreparedEvent } from '../coding/event-coder.js';
import { rowOf } from '../event-row.js';
import { DayRestorer } from '../upkeep/day-restorer.js';
import { AnotherTryError } from './another-try.error.js';
import { eventName, EventTable } from './event-table.js';
import { SumTable } from './sum-table.js';
import { VisitTable } from './visit-table.js';
import { VisitorDayTable, type VisitorDayKey } from './visitor-day-table.js';

const nameOf = ({ coded: { site, moment } }: PreparedEvent): string =>
  eventName({ site, id_high: moment[1], id_low: moment[2] });

/** What is locked of the visitors of a site. */
interface Locked {
  readonly rows: VisitorRows;
  readonly visits: Visit[];
}

/** Stores a batch within one transaction: the events that are new, their visits, and the sums. */
export class BatchWriter {
  private readonly events: EventTable;
  private readonly days: VisitorDayTable;
  private readonly visits: VisitTable;
  private readonly sums: SumTable;
  private readonly older: DayRestorer;

  /** @param today UTC day, counted from the epoch */
  constructor(
    source: DataSource,
    manager: EntityManager,
    /** Gives a number that no visit has. */
    private readonly newVisit: () => number,
    private readonly today: number,
    /** What is locked beside the rows that the events touch. */
    private readonly further: readonly VisitorDayKey[],
    /** Whether events that are stored already are looked for, or none is expected. */
    private readonly duplicates: 'sought' | 'unexpected',
  ) {
    this.events = new EventTable(source, manager);
    this.days = new VisitorDayTable(source, manager);
    this.visits = new VisitTable(source, manager);
    this.sums = new SumTable(source, manager);
    this.older = new DayRestorer(source, manager, today);
  }

  /**
   * @returns those that were new
   * @throws AnotherTryError
   */
  async write(prepared: readonly PreparedEvent[]): Promise<readonly PreparedEvent[]> {
    const distinct = firstOfEach(prepared);
    const locked = await this.lock(distinct.map(({ coded }) => coded));
    const fresh = this.duplicates === 'sought' ? await this.notStored(distinct) : distinct;
    if (fresh.length === 0) return [];
    const changes = [];
    const sites = [...new Set(fresh.map(({ coded }) => coded.site))].sort((a, b) => a - b);
    for (const site of sites) {
      const ofSite = fresh.filter(({ coded }) => coded.site === site);
      changes.push([
        site,
        await this.fold(site, ofSite, locked.get(site) ?? { rows: new VisitorRows(), visits: [] }),
      ] as const);
    }
    // Last of all, for every worker waits for these rows.
    for (const [site, sums] of changes) await this.sums.add(site, sums.changes());
    return fresh;
  }

  private async fold(site: number, fresh: readonly PreparedEvent[], { rows, visits }: Locked): Promise<Sums> {
    const sums = new Sums();
    const coded = fresh.map((one) => one.coded);
    const { visitOf, visits: changed, absorbed, moved } = new VisitFold(rows, visits, sums, this.newVisit).fold(coded);
    const stored = await this.events.insert(fresh.map((one, i) => rowOf(one, visitOf[i]!)));
    if (stored !== fresh.length) throw new AnotherTryError('an event is stored already');
    await this.events.sell(coded);
    for (const visit of visits) {
      const heir = absorbed.get(visit.id);
      if (heir !== undefined) await this.events.absorb(site, visit, VISIT_GAP, heir);
    }
    await this.events.move(site, moved);
    await this.visits.put(site, changed);
    await this.visits.remove([...absorbed.keys()]);
    await this.days.put(
      site,
      [...rows].filter(({ segments, touches }) => segments.length + touches.length > 0),
      this.today,
    );
    return sums;
  }

  /** Those that are not stored. */
  private async notStored(events: readonly PreparedEvent[]): Promise<readonly PreparedEvent[]> {
    const known = await this.events.known(events.map(({ coded }) => coded));
    return events.filter((one) => !known.has(nameOf(one)));
  }

  /** All rows that the events may touch, and all parts of visits that they may belong to; by site. */
  private async lock(events: readonly CodedEvent[]): Promise<ReadonlyMap<number, Locked>> {
    const sites = new Map<number, Locked>();
    const take = async (keys: readonly VisitorDayKey[]): Promise<void> => {
      await this.older.ensure(keys);
      for (const { site, row } of await this.days.lock(keys)) {
        const locked = sites.get(site) ?? { rows: new VisitorRows(), visits: [] };
        locked.rows.add(row);
        sites.set(site, locked);
      }
    };
    await take(firstKeys(events, this.further));
    const near = new Map<number, number>();
    for (const event of events) {
      const rows = sites.get(event.site)?.rows;
      if (rows) for (const visit of visitsOf(event, rows)) near.set(visit, event.site);
    }
    const visits = await this.visits.read(near.keys());
    for (const visit of visits) sites.get(near.get(visit.id)!)!.visits.push(visit);
    const missing = visits.flatMap(({ id, parts }) => {
      const site = near.get(id)!;
      const { rows } = sites.get(site)!;
      return parts.flatMap(([visitor, day]) => (rows.get(visitor, day) ? [] : [{ site, day, visitor }]));
    });
    if (missing.length > 0) throw new AnotherTryError('visits have parts that are not locked', missing);
    return sites;
  }
}

/** Of what has the same id the first alone. */
function firstOfEach(prepared: readonly PreparedEvent[]): readonly PreparedEvent[] {
  const first = new Map<string, PreparedEvent>();
  for (const one of prepared) {
    const name = nameOf(one);
    if (!first.has(name)) first.set(name, one);
  }
  return [...first.values()];
}

/** The rows of all keys of some events, and further ones; each once. */
function firstKeys(events: readonly CodedEvent[], further: readonly VisitorDayKey[]): VisitorDayKey[] {
  const seen = new Map<string, Set<number>>();
  const keys: VisitorDayKey[] = [];
  const add = (site: number, day: number, visitor: number): void => {
    const siteDay = `${site} ${day}`;
    let visitors = seen.get(siteDay);
    if (!visitors) seen.set(siteDay, (visitors = new Set()));
    if (visitors.has(visitor)) return;
    visitors.add(visitor);
    keys.push({ site, day, visitor });
  };
  for (const { site, day, visitor } of further) add(site, day, visitor);
  for (const event of events) {
    const { site, visitor, moment, activity } = event;
    if (visitor === null) continue;
    const days = activity === 'apart' ? [dayOf(moment[0])] : daysAround(moment[0]);
    for (const key of keysOfEvent(event)) for (const day of days) add(site, day, key);
  }
  return keys;
}

/** The visits that an event may change or belong to. */
function visitsOf(event: CodedEvent, rows: VisitorRows): ReadonlySet<number> {
  const near = new Set<number>();
  if (event.activity === 'apart' || event.visitor === null) return near;
  const [at] = event.moment;
  for (const key of keysOfEvent(event))
    for (const day of daysAround(at)) {
      const row = rows.get(key, day)!;
      if (event.activity === 'late' || row.hasLate) for (const { visit } of row.touches) near.add(visit);
      else row.addVisitsNear(at, near);
    }
  return near;
}
