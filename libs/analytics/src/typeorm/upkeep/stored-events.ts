import { tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { AnalyticsArrivalEntity } from '../../entities/analytics-arrival.entity.js';
import { AnalyticsClientEntity } from '../../entities/analytics-client.entity.js';
import { AnalyticsSaleEntity } from '../../entities/analytics-sale.entity.js';
import { AnalyticsTermEntity } from '../../entities/analytics-term.entity.js';
import { type CodedEvent, type CodedRevenue } from '../../fold/coded-event.js';
import { type SumKey } from '../../fold/sum-dimension.js';
import { askOf } from '../ask.js';
import { ARRIVAL_COLUMNS, CLIENT_COLUMNS } from '../coding/event-coder.js';
import { sumKeysOf } from '../coding/sum-keys.js';
import { codedRow, type NumberedEvent, type OwnTerms } from './coded-row.js';
import { RowsById } from './rows-by-id.js';

/** No text has this number. */
const NO_TERM = 0;

type Sale = Readonly<Record<'id_high' | 'id_low' | 'currency' | 'amount', number | string>>;

const saleName = (high: number | string, low: number | string): string => `${high} ${low}`;

/** Stored events of a site as the fold takes them, with what their rows refer to. */
export class StoredEvents {
  private readonly clients: RowsById;
  private readonly arrivals: RowsById;
  private terms: OwnTerms | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
    private readonly site: number,
  ) {
    this.clients = new RowsById(source, askOf(manager), AnalyticsClientEntity, CLIENT_COLUMNS);
    this.arrivals = new RowsById(source, askOf(manager), AnalyticsArrivalEntity, ARRIVAL_COLUMNS);
  }

  async code(events: readonly NumberedEvent[]): Promise<CodedEvent[]> {
    if (events.length === 0) return [];
    const terms = (this.terms ??= await this.ownTerms());
    await this.clients.learn(events.map(({ client }) => client));
    await this.arrivals.learn(events.map(({ arrival }) => arrival));
    const sales = await this.salesOf(events);
    return events.map((event) => {
      const combinations = {
        client: this.clients.get(event.client) ?? [],
        arrival: this.arrivals.get(event.arrival) ?? [],
      };
      return codedRow(this.site, event, combinations, terms, sales.get(saleName(event.id_high, event.id_low)) ?? null);
    });
  }

  /** What visits count under that came from somewhere, by the numbers of their arrivals. */
  async origins(arrivals: readonly number[]): Promise<(arrival: number) => readonly SumKey[]> {
    const { empty } = (this.terms ??= await this.ownTerms());
    await this.arrivals.learn(arrivals);
    const nothing = { ...{ page: empty, route: empty, host: empty, title: empty, name: empty }, client: [], empty };
    return (arrival) =>
      sumKeysOf(
        { kind: 'pageview', audience: 'people' },
        { ...nothing, audience: NO_TERM, arrival: this.arrivals.get(arrival) ?? [] },
      ).origin;
  }

  /** The money of events, by their ids. */
  private async salesOf(events: readonly NumberedEvent[]): Promise<ReadonlyMap<string, CodedRevenue>> {
    const times = events.map(({ at }) => at);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const columns = ['id_high', 'id_low', 'currency', 'amount'].map((name) => `{${name}} AS "${name}"`).join(', ');
    const sales = await this.manager.query<Sale[]>(
      tableOf(this.source, AnalyticsSaleEntity).sql(
        `SELECT ${columns} FROM {} WHERE {site} = ${this.site} AND {at} >= ${first} AND {at} <= ${last}`,
      ),
    );
    return new Map(
      sales.map((sale) => [saleName(sale.id_high, sale.id_low), [Number(sale.currency), Number(sale.amount)]]),
    );
  }

  private async ownTerms(): Promise<OwnTerms> {
    const found = await this.manager.findBy(AnalyticsTermEntity, { text: In(['', 'people', 'bots', 'agents']) });
    const numbers = new Map(found.map(({ id, text }) => [text, id]));
    const number = (text: string): number => numbers.get(text) ?? NO_TERM;
    return { people: number('people'), bots: number('bots'), agents: number('agents'), empty: number('') };
  }
}
