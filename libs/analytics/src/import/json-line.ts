import { isIP } from 'node:net';
import { type TimeZone } from '@nest-privacy/core/kit';
import { type JsonField, type JsonMembers } from './json-members.js';
import { type LoggedRequest } from './logged-request.js';
import { timeOf } from './log-time.js';
import { requestLineOf } from './request-line.js';

const PORT = /^(?:\[(.+)\]|([^:]+)):\d+$/;

/** The member of this name, or where a dot is in it, of the object within; a name with a dot of its own comes first. */
function memberOf(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  if (Object.hasOwn(object, name)) return (object as Record<string, unknown>)[name];
  const dot = name.indexOf('.');
  if (dot < 0 || !Object.hasOwn(object, name.slice(0, dot))) return undefined;
  return memberOf((object as Record<string, unknown>)[name.slice(0, dot)], name.slice(dot + 1));
}

/** Caddy writes a header as a list. */
const single = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
};

/** An address without its port. */
const bare = (text: string): string => {
  const [, v6, v4] = PORT.exec(text) ?? [];
  const address = v6 ?? v4;
  return isIP(text) === 0 && address !== undefined ? address : text;
};

/**
 * Reads a line that is a JSON object.
 *
 * @param zone of times without an offset
 * @returns `undefined` when it is none, or lacks address, time or status
 */
export function readJsonLine(line: string, zone: TimeZone, members: JsonMembers): LoggedRequest | undefined {
  const object = parsed(line);
  if (typeof object !== 'object' || object === null) return undefined;
  const first = <T>(field: JsonField, read: (value: unknown) => T | undefined): T | undefined => {
    for (const name of members[field]) {
      const value = read(single(memberOf(object, name)));
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const told = (field: JsonField): string | undefined => {
    const value = first(field, text);
    return value === '-' || value === '' ? undefined : value;
  };
  const at = first('time', (value) => timeOf(value, zone));
  const address = told('address');
  const status = Number(first('status', (value) => (typeof value === 'number' ? value : text(value))));
  if (at === undefined || address === undefined || !Number.isInteger(status) || status < 100 || status > 599)
    return undefined;
  const request = requestLineOf(told('request') ?? '');
  const tellsAgents = first('userAgent', (value) => value ?? undefined) !== undefined || hasHeaders(object);
  return {
    at,
    address: bare(address),
    method: told('method') ?? request.method,
    target: told('target') ?? request.target,
    status,
    host: told('host')?.toLowerCase() ?? '',
    referrer: told('referrer'),
    userAgent: tellsAgents ? told('userAgent') : null,
    language: told('language'),
  };
}

/** Caddy names the headers that there were, so that one which it does not name was not sent. */
const hasHeaders = (object: object): boolean => memberOf(object, 'request.headers') !== undefined;
