import { type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { parseCookie } from 'cookie';
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
  private cookies: ReturnType<typeof parseCookie> | undefined;
  private readonly notes: Record<symbol, unknown> = {};

  constructor(readonly raw: RequestLike) {}

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
    const end = url.search(/[?#]/);
    return end < 0 ? url : url.slice(0, end);
  }

  /** Value of a header, lines joined as Node joins them. `name` in lower case. */
  header(name: string): string | undefined {
    const value = this.raw.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** Media type of the body, in lower case and without parameters; empty when the request names none. */
  get mediaType(): string {
    return mediaTypeOf(this.header('content-type'));
  }

  /** The field lines of a header as they arrived, one entry a line. `name` in lower case. */
  headerLines(name: string): readonly string[] {
    if (this.raw.headers[name] === undefined) return [];
    const distinct = this.raw.headersDistinct?.[name];
    if (distinct) return distinct;
    const value = this.raw.headers[name];
    return Array.isArray(value) ? value : [value];
  }

  /** Value of a cookie, the first of its name; `undefined` when there is none. */
  cookie(name: string): string | undefined {
    const { cookie } = this.raw.headers;
    if (cookie === undefined) return undefined;
    return (this.cookies ??= parseCookie(cookie))[name];
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
