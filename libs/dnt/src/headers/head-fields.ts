import { type OutgoingHttpHeader, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { type GivenHeaders } from './dnt-response.js';

/** A flat list of names and values, or a list of pairs, as one object. */
function objectOf(list: readonly OutgoingHttpHeader[]): OutgoingHttpHeaders {
  const flat = (list as readonly unknown[]).flatMap((entry) => (Array.isArray(entry) ? (entry as unknown[]) : [entry]));
  const object: Record<string, string[]> = {};
  for (let i = 0; i + 1 < flat.length; i += 2) (object[String(flat[i])] ??= []).push(String(flat[i + 1]));
  return object;
}

/** The name under which a field is given; case differs between frameworks. */
function keyOf(given: OutgoingHttpHeaders, name: string): string | undefined {
  for (const key in given) {
    if (key.length === name.length && key.toLowerCase() === name) return key;
  }
  return undefined;
}

/**
 * The headers of a response that is about to be sent: those set on it, and those given to `writeHead`, which beat them. What is given may be
 * shared between responses, so it is copied before it is changed.
 */
export class HeadFields {
  given: OutgoingHttpHeaders | undefined;

  constructor(
    private readonly response: ServerResponse,
    given: GivenHeaders,
  ) {
    this.given = Array.isArray(given) ? objectOf(given) : ((given ?? undefined) as OutgoingHttpHeaders | undefined);
  }

  /** @param name in lower case */
  get(name: string): string | undefined {
    const key = this.given && keyOf(this.given, name);
    const value = key === undefined ? this.response.getHeader(name) : this.given![key];
    if (value === undefined || typeof value === 'string') return value;
    return Array.isArray(value) ? value.join(', ') : String(value);
  }

  /**
   * @param name in its usual case
   * @param key the same in lower case
   */
  set(name: string, key: string, value: string): void {
    const givenAs = this.given && keyOf(this.given, key);
    if (givenAs === undefined) this.response.setHeader(name, value);
    else this.given = { ...this.given, [givenAs]: value };
  }
}
