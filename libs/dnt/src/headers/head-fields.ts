import { type OutgoingHttpHeader, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { type GivenHeaders } from './dnt-response.js';

/** A flat list of names and values, or a list of pairs, as one object; what is given may be shared, so it is never changed. */
function copyOf(given: OutgoingHttpHeaders | readonly OutgoingHttpHeader[]): OutgoingHttpHeaders {
  if (!Array.isArray(given)) return { ...(given as OutgoingHttpHeaders) };
  const flat = (given as unknown[]).flatMap((entry) => (Array.isArray(entry) ? (entry as unknown[]) : [entry]));
  const copy: Record<string, string[]> = {};
  for (let i = 0; i + 1 < flat.length; i += 2) (copy[String(flat[i])] ??= []).push(String(flat[i + 1]));
  return copy;
}

/**
 * The headers of a response that is about to be sent: those given to `writeHead`, which beat those set before. Without given ones the fields are set on
 * the response; with some, in a copy of them, which spares Node its slow path.
 */
export class HeadFields {
  readonly given: OutgoingHttpHeaders | undefined;

  constructor(
    private readonly response: ServerResponse,
    given: GivenHeaders,
  ) {
    this.given = given === undefined || given === null ? undefined : copyOf(given);
  }

  /** @param name in lower case */
  get(name: string): string | undefined {
    const value = (this.given && this.given[keyOf(this.given, name)]) ?? this.response.getHeader(name);
    return Array.isArray(value) ? value.join(', ') : value === undefined ? undefined : String(value);
  }

  /** @param name in its usual case */
  set(name: string, value: string): void {
    if (this.given === undefined) this.response.setHeader(name, value);
    else {
      const key = keyOf(this.given, name.toLowerCase());
      this.given[key in this.given ? key : name] = value;
    }
  }
}

/** The name under which a field is given; names differ in case between frameworks. */
function keyOf(given: OutgoingHttpHeaders, name: string): string {
  if (name in given) return name;
  for (const key in given) {
    if (key.length === name.length && key.toLowerCase() === name) return key;
  }
  return name;
}
