import { ADMIN_TOKEN, type AppProcess } from './app-process.js';

/** An answer of the admin routes. */
export interface AdminAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

interface Metrics {
  readonly pageviews: number;
  readonly visitors: number;
  readonly events: number;
}

interface Items<T> {
  readonly items: readonly T[];
}

/** Somebody with an admin token. */
export class Admin {
  constructor(
    private readonly app: Pick<AppProcess, 'url'>,
    private readonly token: string = ADMIN_TOKEN,
  ) {}

  // The shape of an answer is what the tests assert, unless they say it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async ask<T = any>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<AdminAnswer<T>> {
    const response = await fetch(`${this.app.url}/admin${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  /** The numbers of these days. */
  async numbers(): Promise<Metrics> {
    const { body } = await this.ask<{ metrics: Metrics }>('GET', `/analytics/aggregate?${these()}`);
    return body.metrics;
  }

  /** Page views of these days by path. */
  async pages(): Promise<Record<string, number>> {
    const path = `/analytics/breakdown?dimension=page&limit=200&${these()}`;
    const { body } = await this.ask<Items<{ value: string; metrics: Metrics }>>('GET', path);
    return Object.fromEntries(body.items.map(({ value, metrics }) => [value, metrics.pageviews]));
  }

  /** How many records the ledger of consent has, up to 200. */
  async recordCount(): Promise<number> {
    const { body } = await this.ask<Items<unknown>>('GET', '/consent/records?limit=200');
    return body.items.length;
  }
}

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** A period that holds the test, also at midnight. */
const these = (): string => `from=${day(-1)}&to=${day(1)}`;
