import { Admin } from '../../apps/sample-api/test/admin.js';
import { ADMIN_TOKEN, type AppProcess } from '../../apps/sample-api/test/app-process.js';
import { noticeContent } from '../../libs/consent/test/notice-content.js';
import { cookieHeader, type Cookies, decide, isKnown, leave, type Visitor } from './live-visitor.js';
import { type FuzzRequest } from './request-arbitrary.js';

interface Page {
  readonly items: readonly { readonly id: string; readonly version?: number }[];
}

const ITEM = { category: 'MARKETING', translations: { en: { name: 'an item to work on' } } };
const BLOCK = { network: '192.0.2.128/25', reason: 'a network to work on' };
const HOOK = { url: 'https://hooks.invalid/consent' };
const DRAFT = '/consent/notices/draft';
/** As often a draft is missing, so that one can be begun. */
const WITHOUT_DRAFT = 4;
const FORGED = `npa_${'0'.repeat(32)}_${'A'.repeat(43)}`;

const altered = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle)}${text[middle] === 'A' ? 'B' : 'A'}${text.slice(middle + 1)}`;
};

/** What there is in the application under test: visitors, tokens, an item, a webhook, a draft. It puts them into requests. */
export class LiveWorld {
  private readonly words = new Map<string, string | number>();
  private readonly admin: Admin;
  private rounds = 0;

  private constructor(
    private readonly app: AppProcess,
    private readonly reader: string,
    private granting: Visitor,
    private refusing: Visitor,
    private former: Visitor,
  ) {
    this.admin = new Admin(app);
    this.words.set('host', new URL(app.url).host);
  }

  static async of(app: AppProcess): Promise<LiveWorld> {
    const [granting, refusing] = [await decide(app, 'granted', '192.0.2.1'), await decide(app, 'denied', '192.0.2.2')];
    const draft = { label: 'reader', scopes: ['catalogue:read', 'consent:read', 'analytics:read'] };
    const { body } = await new Admin(app).ask<{ token: string }>('POST', '/tokens', draft);
    return new LiveWorld(app, body.token, granting, refusing, granting);
  }

  /** Mends the world before the next requests, for the last ones may have ended what there was. */
  async refresh(): Promise<void> {
    this.rounds += 1;
    await this.refreshThings();
    await this.refreshNotices();
    await this.refreshPersons();
  }

  /** The text with what lives in the place of words between tildes; a number in that of the word and its quotes. */
  fill(text: string): string {
    return text.replaceAll(/("?)~(\w+)~("?)/g, (unknown, open: string, name: string, close: string) => {
      const word = this.words.get(name);
      return typeof word === 'number' ? String(word) : word === undefined ? unknown : open + word + close;
    });
  }

  /** The headers that tell who asks. */
  identityOf({ bearer, visitor }: FuzzRequest): Record<string, string> {
    const token = { none: undefined, full: ADMIN_TOKEN, reader: this.reader, forged: FORGED }[bearer];
    const cookie = cookieHeader(this.cookiesOf(visitor));
    return {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(cookie !== '' && { Cookie: cookie }),
    };
  }

  private async refreshThings(): Promise<void> {
    const item = await this.livingAt('/tracking-items', ITEM);
    const webhook = await this.livingAt('/consent/webhooks', HOOK);
    const block = await this.livingAt('/analytics/blocked-addresses', BLOCK);
    const traced = await fetch(this.app.url, {
      headers: { 'X-Analytics-Debug': '1', Authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    // Listed some seconds later, when the application writes.
    await fetch(this.app.url, { headers: { cookie: 'left_over=1' } });
    const [undeclared] = (await this.admin.ask<Page>('GET', '/tracking-items/undeclared')).body.items;
    if (undeclared) this.words.set('undeclared', undeclared.id);
    const draft = { label: 'spare', scopes: ['consent:read'] };
    const token = (await this.admin.ask<{ id: string }>('POST', '/tokens', draft)).body;
    this.words
      .set('item', item.id)
      .set('etag', `"${item.version ?? 1}"`)
      .set('webhook', webhook.id)
      .set('block', block.id)
      .set('trace', traced.headers.get('x-analytics-trace') ?? '')
      .set('token', token.id);
  }

  /** The first of a list, or a new one. */
  private async livingAt(path: string, input: object): Promise<Page['items'][0]> {
    const [first] = (await this.admin.ask<Page>('GET', path)).body.items;
    return first ?? (await this.admin.ask<Page['items'][0]>('POST', path, input)).body;
  }

  private async refreshNotices(): Promise<void> {
    const [newest] = (await this.admin.ask<Page>('GET', '/consent/notices?limit=1')).body.items;
    this.words.set('notice', newest!.version!);
    if (this.rounds % WITHOUT_DRAFT === 0) {
      await this.admin.ask('DELETE', DRAFT, undefined, { 'If-Match': '*' });
      return;
    }
    const made = await this.admin.ask('POST', DRAFT, noticeContent());
    const draft = made.status === 201 ? made : await this.admin.ask('GET', DRAFT);
    this.words.set('draft', draft.headers.get('etag')!);
  }

  /** Visitors who were not erased, and the request of one who wants to be. */
  private async refreshPersons(): Promise<void> {
    const address = `10.${(this.rounds >> 8) & 255}.${this.rounds & 255}.1`;
    if (!(await isKnown(this.app, this.granting))) {
      this.former = this.granting;
      this.granting = await decide(this.app, 'granted', address);
    }
    if (!(await isKnown(this.app, this.refusing))) this.refusing = await decide(this.app, 'denied', address);
    const request = await leave(this.app, await decide(this.app, 'granted', address), address);
    this.words
      .set('record', this.granting.record.id)
      .set('subject', this.granting.record.subjectId)
      .set('request', request.id)
      .set('ticket', request.token);
  }

  private cookiesOf(visitor: FuzzRequest['visitor']): Cookies {
    const { granting, refusing, former } = this;
    switch (visitor) {
      case 'none':
        return [];
      case 'granting':
        return granting.cookies;
      case 'refusing':
        return refusing.cookies;
      case 'former':
        return former.cookies;
      case 'tampered':
        return granting.cookies.map(([name, value]) => [name, altered(value)]);
      case 'mixed':
        return [granting.cookies[0]!, refusing.cookies[1]!];
      case 'endless':
        return [...Array.from({ length: 800 }, (_, i) => [`c${i}`, '1'] as const), ...refusing.cookies];
    }
  }
}
