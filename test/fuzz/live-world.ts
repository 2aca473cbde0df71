import { Admin } from '../../apps/sample-api/test/admin.js';
import { ADMIN_TOKEN, type AppProcess } from '../../apps/sample-api/test/app-process.js';
import { type FuzzRequest } from './request-arbitrary.js';

/** The name and value of each cookie of one visitor. */
type Cookies = readonly (readonly [name: string, value: string])[];

interface Visitor {
  readonly cookies: Cookies;
  readonly record: { readonly id: string; readonly subjectId: string };
}

interface Page {
  readonly items: readonly { readonly id: string; readonly version?: number }[];
}

const ITEM = { category: 'MARKETING', translations: { en: { name: 'an item to work on' } } };
const FORGED = `npa_${'0'.repeat(32)}_${'A'.repeat(43)}`;

async function decide(app: AppProcess, decision: 'granted' | 'denied', address: string): Promise<Visitor> {
  const response = await fetch(`${app.url}/consent`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: app.url, 'X-Forwarded-For': address },
    body: JSON.stringify({ decisions: { STATISTICS: decision, MARKETING: decision } }),
  });
  const cookies = response.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line)!.slice(1, 3));
  return { cookies: cookies as unknown as Cookies, record: (await response.json()) as Visitor['record'] };
}

const altered = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle)}${text[middle] === 'A' ? 'B' : 'A'}${text.slice(middle + 1)}`;
};

/** What there is in the application under test: visitors, tokens, an item. It puts them into requests. */
export class LiveWorld {
  private readonly words = new Map<string, string>();
  private readonly admin: Admin;

  private constructor(
    app: AppProcess,
    private readonly granting: Visitor,
    private readonly refusing: Visitor,
    private readonly reader: string,
  ) {
    this.admin = new Admin(app);
    this.words.set('host', new URL(app.url).host);
    this.words.set('record', granting.record.id);
    this.words.set('subject', granting.record.subjectId);
  }

  static async of(app: AppProcess): Promise<LiveWorld> {
    const [granting, refusing] = [await decide(app, 'granted', '192.0.2.1'), await decide(app, 'denied', '192.0.2.2')];
    const draft = { label: 'reader', scopes: ['catalogue:read', 'consent:read', 'analytics:read'] };
    const { body } = await new Admin(app).ask<{ token: string }>('POST', '/tokens', draft);
    return new LiveWorld(app, granting, refusing, body.token);
  }

  /** Finds an item and a token that live, for requests may have ended those there were. */
  async refresh(): Promise<void> {
    const [item] = (await this.admin.ask<Page>('GET', '/tracking-items?limit=1')).body.items;
    const living = item ?? (await this.admin.ask<Page['items'][0]>('POST', '/tracking-items', ITEM)).body;
    const draft = { label: 'spare', scopes: ['consent:read'] };
    const token = (await this.admin.ask<{ id: string }>('POST', '/tokens', draft)).body;
    this.words
      .set('item', living.id)
      .set('etag', `"${living.version ?? 1}"`)
      .set('token', token.id);
  }

  /** The text with what lives in the place of words between tildes. */
  fill(text: string): string {
    return text.replaceAll(/~(\w+)~/g, (word, name: string) => this.words.get(name) ?? word);
  }

  /** The headers that tell who asks. */
  identityOf({ bearer, visitor }: FuzzRequest): Record<string, string> {
    const token = { none: undefined, full: ADMIN_TOKEN, reader: this.reader, forged: FORGED }[bearer];
    const cookie = this.cookiesOf(visitor)
      .map((pair) => pair.join('='))
      .join('; ');
    return {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(cookie !== '' && { Cookie: cookie }),
    };
  }

  private cookiesOf(visitor: FuzzRequest['visitor']): Cookies {
    const { granting, refusing } = this;
    switch (visitor) {
      case 'none':
        return [];
      case 'granting':
        return granting.cookies;
      case 'refusing':
        return refusing.cookies;
      case 'tampered':
        return granting.cookies.map(([name, value]) => [name, altered(value)]);
      case 'mixed':
        return [granting.cookies[0]!, refusing.cookies[1]!];
      case 'endless':
        return [...Array.from({ length: 800 }, (_, i) => [`c${i}`, '1'] as const), ...refusing.cookies];
    }
  }
}
