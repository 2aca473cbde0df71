import { type DataSource } from 'typeorm';

/** An event as it is stored, with its texts in place. */
export interface StoredEvent {
  readonly at: number;
  readonly visitor: string | null;
  readonly site: string;
  readonly page: string;
  readonly route: string;
  readonly host: string;
  readonly referrer: string;
  readonly client: string;
  readonly title: string;
  readonly name: string;
  readonly flags: number;
  readonly properties: string;
}

const TERMS = ['site', 'page', 'route', 'host', 'referrer', 'client', 'title', 'name'];

/** Every stored event, in the order of their time. */
export async function storedEvents(source: DataSource): Promise<StoredEvent[]> {
  const texts = TERMS.map(
    (name) => `(SELECT "text" FROM "privacy_analytics_term" WHERE "id" = e."${name}") AS "${name}"`,
  );
  const rows = await source.query<(Omit<StoredEvent, 'at'> & { at: string | number })[]>(
    `SELECT e."at", CAST(e."visitor" AS text) AS "visitor", ${texts.join(', ')}, e."flags", e."properties"
     FROM "privacy_analytics_event" e ORDER BY e."at", e."id_high", e."id_low"`,
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}
