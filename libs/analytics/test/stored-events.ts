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

const TERMS = ['site', 'page', 'route', 'host', 'title', 'name'];
const CLASSES = ['device', 'browser', 'os', 'language'];

const textOf = (number: string): string => `(SELECT "text" FROM "privacy_analytics_term" WHERE "id" = ${number})`;

/** Every stored event, in the order of their time. */
export async function storedEvents(source: DataSource): Promise<StoredEvent[]> {
  const texts = [
    ...TERMS.map((name) => `${textOf(`e."${name}"`)} AS "${name}"`),
    `${textOf('a."referrer"')} AS "referrer"`,
    `${CLASSES.map((name) => textOf(`c."${name}"`)).join(` || '|' || `)} AS "client"`,
  ];
  const rows = await source.query<(Omit<StoredEvent, 'at'> & { at: string | number })[]>(
    `SELECT e."at", CAST(e."visitor" AS text) AS "visitor", ${texts.join(', ')}, e."flags", e."properties"
     FROM "privacy_analytics_event" e
     JOIN "privacy_analytics_arrival" a ON a."id" = e."arrival" JOIN "privacy_analytics_client" c ON c."id" = e."client"
     ORDER BY e."at", e."id_high", e."id_low"`,
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}
