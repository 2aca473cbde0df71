import { type VisitorConsentView } from '../src/index.js';

/** The body of a response as what the test knows it to be. */
export const bodyOf = async <T>(response: Response): Promise<T> => (await response.json()) as T;

/** A browser as far as consent is concerned: it keeps cookies and says where a request comes from. */
export class Browser {
  private readonly jar = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' },
  ) {}

  get cookies(): ReadonlyMap<string, string> {
    return this.jar;
  }

  /** The header `Cookie` as it is sent now; empty without any. */
  get cookieHeader(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** A second browser with the same cookies as now. */
  copy(): Browser {
    const other = new Browser(this.url, this.headers);
    for (const [name, value] of this.jar) other.jar.set(name, value);
    return other;
  }

  setCookie(name: string, value: string): void {
    this.jar.set(name, value);
  }

  async send(
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const cookie = this.cookieHeader;
    const { body } = init;
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...this.headers,
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined &&
          typeof body !== 'string' &&
          !(body instanceof URLSearchParams) && { 'content-type': 'application/json' }),
        ...init.headers,
      },
      ...(body !== undefined && {
        body: typeof body === 'string' || body instanceof URLSearchParams ? body : JSON.stringify(body),
      }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      this.jar.set(name!, value!);
    }
    return response;
  }

  decide(
    decisions: Record<string, string>,
    extra: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.send('POST', '/consent', { body: { decisions, ...extra }, headers });
  }

  async consent(headers: Record<string, string> = {}): Promise<VisitorConsentView> {
    return bodyOf<VisitorConsentView>(await this.send('GET', '/consent', { headers }));
  }
}
