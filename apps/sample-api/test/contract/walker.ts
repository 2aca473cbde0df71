import { ADMIN_TOKEN } from '../app-process.js';
import { type Contract } from './contract.js';
import { type Answered, type Asked, exchange } from './exchange.js';

/** Asks, and has each answer judged by the contract. */
export class Walker {
  readonly faults: string[] = [];
  /** Of the administrator with every scope. */
  readonly token = ADMIN_TOKEN;

  constructor(
    private readonly url: string,
    private readonly contract: Contract,
  ) {}

  /** Host and port of the server. */
  get host(): string {
    return new URL(this.url).host;
  }

  /** Asks as a page of the site does. */
  async ask(method: string, path: string, more: Pick<Asked, 'headers' | 'body'> = {}): Promise<Answered> {
    const headers = {
      'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      Origin: this.url,
    };
    const asked = { method, path, ...more, headers: { ...headers, ...more.headers } };
    const answered = await exchange(this.url, asked);
    this.faults.push(...this.contract.faultsOf(asked, answered));
    return answered;
  }

  /** Sends a body as JSON. */
  send(method: string, path: string, body: unknown, headers: Asked['headers'] = {}): Promise<Answered> {
    return this.ask(method, path, {
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** Asks as an administrator with every scope. */
  admin(method: string, path: string, body?: unknown, headers: Asked['headers'] = {}): Promise<Answered> {
    const authorised = { Authorization: `Bearer ${this.token}`, ...headers };
    if (body === undefined) return this.ask(method, `/admin${path}`, { headers: authorised });
    return this.send(method, `/admin${path}`, body, authorised);
  }

  /** What every admin route says to strangers, and to those with another scope. */
  async strangers(method: string, path: string, token: string): Promise<void> {
    await this.ask(method, `/admin${path}`);
    await this.ask(method, `/admin${path}`, { headers: { Authorization: `Bearer ${token}` } });
  }

  /** Asks with a reason that the audit log cannot keep. */
  unreasonable(method: string, path: string): Promise<Answered> {
    return this.admin(method, path, undefined, { 'Audit-Reason': 'x'.repeat(501) });
  }

  /** What a reader of bodies refuses. */
  async oddBodies(method: string, path: string, headers: Asked['headers'] = {}): Promise<void> {
    await this.send(method, path, '{', headers);
    await this.send(method, path, JSON.stringify('x'.repeat(300_000)), headers);
    await this.send(method, path, '<x/>', { ...headers, 'Content-Type': 'application/xml' });
  }

  /** Asks as several administrators at a time, until one is told to wait. */
  async atOnce(path: string): Promise<void> {
    let isTold = false;
    for (let i = 0; i < 10 && !isTold; i += 1) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => this.admin('GET', path)));
      isTold = answers.some(({ status }) => status === 429);
    }
  }

  /** Asks with a host of nobody. */
  elsewhere(method: string, path: string, more: Pick<Asked, 'headers' | 'body'> = {}): Promise<Answered> {
    return this.ask(method, path, { ...more, headers: { ...more.headers, Host: 'nobody.example' } });
  }
}

/** What a JSON answer says. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the contract has judged it
export const bodyOf = (answered: Answered): any => JSON.parse(answered.body);
