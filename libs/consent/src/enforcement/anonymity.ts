import { type RequestLike, type RequestView } from '@nest-privacy/core';

const ANONYMOUS = Symbol.for('@nest-privacy/consent:anonymous');

/** Marks what code is given that runs as for nobody: a request, a payload, or the data of a job. */
export function markAnonymous<T extends object>(given: T): T {
  Object.defineProperty(given, ANONYMOUS, { value: true, configurable: true });
  return given;
}

/** Whether something was made nobody's. */
export const isAnonymous = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && ANONYMOUS in given;

/** Whether a request was made nobody's. */
export const isAnonymousRequest = ({ raw }: RequestView): boolean => ANONYMOUS in raw;

/** Header fields that tell who somebody is, or where they are to be found. */
export const IDENTITY_FIELDS: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'forwarded',
  'proxy-authorization',
  'x-forwarded-for',
  'x-real-ip',
]);

/** Members that frameworks and their plugins put on a request, a context or a socket to tell who it is from, and what stands there instead. */
export const IDENTITY_MEMBERS: Readonly<Record<string, unknown>> = {
  auth: undefined,
  cookies: {},
  ip: undefined,
  ips: [],
  session: undefined,
  signedCookies: {},
  user: undefined,
};

/** A payload, or the data of a job, without the members that tell who it is about. */
export function anonymousPayload(payload: unknown, identity: readonly string[]): unknown {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload;
  const hidden = new Set(['consent', ...identity]);
  return markAnonymous(Object.fromEntries(Object.entries(payload).filter(([name]) => !hidden.has(name))));
}

/** A request as anybody might have sent it, for who needs no more of it than that. */
export function anonymousRequest({ raw }: RequestView): RequestLike {
  const headers = Object.entries(raw.headers).filter(([name]) => !IDENTITY_FIELDS.has(name));
  return markAnonymous({ method: raw.method, url: raw.originalUrl ?? raw.url, headers: Object.fromEntries(headers) });
}

/** The same object for whoever reads it, but for some members; what it does, it still does. */
export function veiled<T extends object>(given: T, members: Readonly<Record<string, unknown>>): T {
  const properties = Object.entries(members).map(([name, value]) => [
    name,
    { value, writable: true, enumerable: true },
  ]);
  return markAnonymous(Object.create(given, Object.fromEntries(properties) as PropertyDescriptorMap) as T);
}

/** Those of {@link IDENTITY_MEMBERS} that an object has. */
export const identityMembersOf = (given: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(IDENTITY_MEMBERS).filter(([name]) => name in given));
