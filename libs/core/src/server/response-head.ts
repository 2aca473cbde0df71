import { type OutgoingHttpHeader, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { mediaTypeOf } from '../request/media-type.js';
import { type RequestView } from '../request/request-view.js';
import { type GivenHeaders, objectOf, spellingsOf } from './given-headers.js';

/** Status and headers of a response that is about to be sent: those set on it, and those given to `writeHead`, which beat them. */
export class ResponseHead {
  private given: OutgoingHttpHeaders | undefined;
  private readonly spellings: ReadonlyMap<string, string> | undefined;
  /** What is given may be shared between responses, so it is copied before it is changed. */
  private isCopy = false;

  /** @param given what `writeHead` was given beside the status */
  constructor(
    readonly view: RequestView,
    readonly response: ServerResponse,
    readonly status: number,
    given?: GivenHeaders,
  ) {
    this.given = given ? objectOf(given) : undefined;
    this.spellings = this.given && spellingsOf(this.given);
  }

  /** What `writeHead` is to be given now. */
  get headers(): OutgoingHttpHeaders | undefined {
    return this.given;
  }

  /** In lower case and without parameters; empty when the response names none. */
  get mediaType(): string {
    return mediaTypeOf(this.get('content-type'));
  }

  /**
   * Value of a field, its lines joined.
   *
   * @param key name in lower case
   */
  get(key: string): string | undefined {
    const value = this.valueOf(key);
    if (value === undefined || typeof value === 'string') return value;
    return Array.isArray(value) ? value.join(', ') : String(value);
  }

  /**
   * Sets a field in place of what it was. Beside given headers it becomes one of them, for Node would have to merge two sets otherwise: that costs more than
   * all that is done here. There it is written in lower case, unless it was given in another.
   *
   * @param name in its usual case
   * @param key the same in lower case
   */
  set(name: string, key: string, value: string | readonly string[]): void {
    if (this.given === undefined) {
      this.response.setHeader(name, value);
      return;
    }
    if (!this.isCopy) this.given = { ...this.given };
    this.isCopy = true;
    this.given[this.spellings?.get(key) ?? key] = value as OutgoingHttpHeader;
  }

  /** Adds values of `Set-Cookie` to those that are there; one that is there already is not added again. */
  addCookies(cookies: readonly string[]): void {
    const value = this.valueOf('set-cookie');
    const others = value === undefined ? [] : [value].flat().map(String);
    const missing = cookies.filter((cookie) => !others.includes(cookie));
    if (missing.length > 0) this.set('Set-Cookie', 'set-cookie', [...others, ...missing]);
  }

  private valueOf(key: string): OutgoingHttpHeader | undefined {
    return this.given?.[this.spellings?.get(key) ?? key] ?? this.response.getHeader(key);
  }
}
