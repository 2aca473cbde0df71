import { type OutgoingHttpHeader, type ServerResponse } from 'node:http';
import { mediaTypeOf } from '../request/media-type.js';
import { type RequestView } from '../request/request-view.js';
import { type FieldList, fieldsOf, type GivenHeaders, indexIn } from './given-headers.js';

/**
 * Status and headers of a response that is about to be sent: those set on it, and those given to `writeHead`, which beat them. Given ones are handled as a flat
 * list, which `writeHead` takes as well: to copy an object and add members to it takes several times as long, on every response.
 */
export class ResponseHead {
  private readonly fields: FieldList | undefined;

  /** @param given what `writeHead` was given beside the status */
  constructor(
    readonly view: RequestView,
    readonly response: ServerResponse,
    readonly status: number,
    given?: GivenHeaders,
  ) {
    this.fields = given ? fieldsOf(given) : undefined;
  }

  /** What `writeHead` is to be given now. */
  get headers(): FieldList | undefined {
    return this.fields;
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
   * Sets a field in place of what it was. Beside given headers it becomes one of them, for Node would have to merge two sets otherwise.
   *
   * @param name in its usual case
   * @param key the same in lower case
   */
  set(name: string, key: string, value: string | readonly string[]): void {
    const { fields } = this;
    if (fields === undefined) {
      this.response.setHeader(name, value);
      return;
    }
    const at = indexIn(fields, key);
    if (at < 0) fields.push(name, value as OutgoingHttpHeader);
    else fields[at + 1] = value as OutgoingHttpHeader;
  }

  /** The values of `Set-Cookie` that are there. */
  get cookies(): readonly string[] {
    const value = this.valueOf('set-cookie');
    return value === undefined ? [] : [value].flat().map(String);
  }

  /** Adds values of `Set-Cookie` to those that are there; one that is there already is not added again. */
  addCookies(cookies: readonly string[]): void {
    const others = this.cookies;
    const missing = cookies.filter((cookie) => !others.includes(cookie));
    if (missing.length > 0) this.set('Set-Cookie', 'set-cookie', [...others, ...missing]);
  }

  private valueOf(key: string): OutgoingHttpHeader | undefined {
    const { fields } = this;
    const at = fields ? indexIn(fields, key) : -1;
    return at < 0 ? this.response.getHeader(key) : fields![at + 1];
  }
}
