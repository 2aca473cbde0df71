import { type AppProcess, FIREFOX } from './app-process.js';

type Body = Readonly<Record<string, unknown>>;

/** A person with a browser: keeps cookies, and is taken for no robot. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  /** @param headers sent with every request, such as `Sec-GPC` */
  constructor(
    private readonly app: Pick<AppProcess, 'url'>,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** Asks for a page as a browser does. */
  visit(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.fetch(path, { headers: { Accept: 'text/html', ...headers } });
  }

  /** The status of a page. */
  async statusOf(path: string): Promise<number> {
    const response = await this.visit(path);
    await response.text();
    return response.status;
  }

  /** Sends JSON as a script of the site's own pages does. */
  send(method: string, path: string, body?: Body, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.fetch(path, {
      method,
      headers: { ...(body && { 'Content-Type': 'application/json' }), Origin: this.app.url, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** Submits a form, without JavaScript. */
  submit(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { Accept: 'text/html', Origin: this.app.url, 'Sec-Fetch-Site': 'same-origin' },
      body: new URLSearchParams(fields),
    });
  }

  /** What `GET /consent` answers. */
  async consent(): Promise<{ state: string; decisions: Record<string, string>; allowed: Record<string, boolean> }> {
    const response = await this.fetch('/consent', {});
    return (await response.json()) as never;
  }

  /** The value of a cookie the site set. */
  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  /** Puts a cookie into the browser, as somebody who tampers does. */
  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(this.app.url + path, {
      redirect: 'manual',
      ...init,
      headers: {
        'User-Agent': FIREFOX,
        'Accept-Language': 'en',
        ...(cookie !== '' && { Cookie: cookie }),
        ...this.headers,
        ...(init.headers as Record<string, string>),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      this.cookies.set(name!, value!);
    }
    return response;
  }
}
