import { type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { CookieJar } from './cookie-jar.js';
import { mediaTypeOf } from './media-type.js';

/** The part of a request that every transport has: Node's own, an upgrade request, or a message with headers. */
export interface RequestLike {
  readonly headers: IncomingHttpHeaders;
  readonly headersDistinct?: NodeJS.Dict<string[]>;
  readonly method?: string | undefined;
  /** Whether it opened a socket that stays open, such as a WebSocket; Node says so. */
  readonly upgrade?: boolean | null;
  readonly url?: string | undefined;
  /** Express keeps the URL here when a mounted router has cut `url`. */
  readonly originalUrl?: string | undefined;
  readonly socket?: { readonly remoteAddress?: string | undefined; readonly encrypted?: boolean };
}

const withoutFields = <T extends object>(fields: T, names: ReadonlySet<string>): T =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name))) as T;

const VIEW = Symbol.for('@nest-privacy/core:view');

interface Carrier {
  [VIEW]?: RequestView;
}

/**
 * One request, read the same way whatever framework or transport brought it. It believes nothing about proxies: for the client's
 * address, host and scheme ask {@link TrustedProxies}.
 */
export class RequestView {
  /** The response on the raw server; absent outside HTTP, and before {@link onEveryRequest} saw the request. */
  response: ServerResponse | undefined;
  private jar: CookieJar | undefined;
  private readonly notes: Record<symbol, unknown> = {};
  /** What holds the fields as they arrived. */
  private arrived: Pick<RequestLike, 'headers' | 'headersDistinct'>;

  constructor(readonly raw: RequestLike) {
    this.arrived = raw;
  }

  /** The one view of `raw`; made at the first call and kept with it. */
  static of(raw: RequestLike): RequestView {
    const carrier = raw as RequestLike & Carrier;
    return (carrier[VIEW] ??= new RequestView(raw));
  }

  get method(): string {
    return this.raw.method ?? 'GET';
  }

  /** Path with query as the client sent it. */
  get url(): string {
    return this.raw.originalUrl ?? this.raw.url ?? '/';
  }

  /** Path without query. */
  get path(): string {
    const { url } = this;
    const query = url.indexOf('?');
    const fragment = url.indexOf('#');
    const end = query < 0 || (fragment >= 0 && fragment < query) ? fragment : query;
    return end < 0 ? url : url.slice(0, end);
  }

  /** Value of a header, lines joined as Node joins them. `name` in lower case. */
  header(name: string): string | undefined {
    const value = this.arrived.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** Media type of the body, in lower case and without parameters; empty when the request names none. */
  get mediaType(): string {
    return mediaTypeOf(this.header('content-type'));
  }

  /** The field lines of a header as they arrived, one entry a line. `name` in lower case. */
  headerLines(name: string): readonly string[] {
    const value = this.arrived.headers[name];
    if (value === undefined) return [];
    return this.arrived.headersDistinct?.[name] ?? (Array.isArray(value) ? value : [value]);
  }

  /** Value of a cookie, the first of its name; `undefined` when there is none. */
  cookie(name: string): string | undefined {
    return this.cookies?.get(name);
  }

  /** All of them; `undefined` when there is none. */
  get cookies(): CookieJar | undefined {
    const { cookie } = this.arrived.headers;
    return cookie === undefined ? undefined : (this.jar ??= CookieJar.of(cookie));
  }

  /**
   * Takes header fields away from whoever reads the request from now on. This view still knows them, so that what is measured and answered does not change.
   *
   * @param names in lower case
   */
  conceal(names: ReadonlySet<string>): void {
    const { headers, headersDistinct } = this.raw;
    if (this.arrived === this.raw) this.arrived = { headers, ...(headersDistinct && { headersDistinct }) };
    const rest = withoutFields(headers, names);
    // HTTP/2 has no setters for them.
    for (const [name, value] of Object.entries({
      headers: rest,
      headersDistinct: withoutFields(headersDistinct ?? {}, names),
      rawHeaders: Object.entries(rest).flatMap(([field, text]) => [text].flat().flatMap((line) => [field, line ?? ''])),
    }))
      Object.defineProperty(this.raw, name, { value, writable: true, configurable: true, enumerable: true });
  }

  /** Computes a value once for this view, which of HTTP is one per request, under a symbol of the caller's own; `undefined` is computed again. */
  memo<T>(key: symbol, compute: () => T): T {
    const known = this.notes[key];
    if (known !== undefined) return known as T;
    const value = compute();
    this.notes[key] = value;
    return value;
  }

  /** Replaces a memoised value, for a request that changed what it was computed from. */
  remember(key: symbol, value: unknown): void {
    this.notes[key] = value;
  }
}
