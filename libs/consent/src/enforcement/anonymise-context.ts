import { type ExecutionContext } from '@nestjs/common';
import { type RequestView, requestViewFrom } from '@nest-privacy/core';
import {
  anonymousPayload,
  anonymousRequest,
  IDENTITY_FIELDS,
  identityMembersOf,
  markAnonymous,
  veiled,
} from './anonymity.js';
import { anonymousSocket } from './anonymous-socket.js';

type Anonymiser = (context: ExecutionContext, view: RequestView | undefined, identity: readonly string[]) => void;

const PAYLOADS = ['body', 'query', 'params'] as const;

/** Handlers read the very request, so that it is changed; only the view that the suite measures by still knows what arrived. */
function http(context: ExecutionContext, view: RequestView | undefined, identity: readonly string[]): void {
  const request = context.switchToHttp().getRequest<object & Partial<Record<(typeof PAYLOADS)[number], unknown>>>();
  const payloads = identity.length === 0 ? [] : PAYLOADS.filter((name) => name in request);
  const members = {
    ...identityMembersOf(request),
    ...Object.fromEntries(payloads.map((name) => [name, anonymousPayload(request[name], identity)])),
  };
  for (const [name, value] of Object.entries(members))
    Object.defineProperty(request, name, { value, writable: true, configurable: true, enumerable: true });
  view?.conceal(IDENTITY_FIELDS);
  if (view) markAnonymous(view.raw);
}

/** The resolvers of one query share request and context, so that each is handed its own. */
function graphql(context: ExecutionContext, view: RequestView | undefined, identity: readonly string[]): void {
  const args = context.getArgs<unknown[]>();
  const shared = (args[2] ?? {}) as Record<string, unknown>;
  const raw = view && anonymousRequest(view);
  const request = (given: object): object =>
    veiled(given, { ...identityMembersOf(given), headers: raw?.headers, raw, ...('req' in given && { req: raw }) });
  const members: Record<string, unknown> = { ...identityMembersOf(shared) };
  for (const name of ['req', 'request'] as const) if (shared[name]) members[name] = request(shared[name]);
  if (shared.reply) members.reply = veiled(shared.reply, { request: members.req });
  args[1] = anonymousPayload(args[1], identity);
  args[2] = veiled(shared, members);
}

function ws(context: ExecutionContext, view: RequestView | undefined, identity: readonly string[]): void {
  const args = context.getArgs<unknown[]>();
  args[0] = anonymousSocket(args[0] as object, view && anonymousRequest(view));
  args[1] = anonymousPayload(args[1], identity);
}

function rpc(context: ExecutionContext, view: RequestView | undefined, identity: readonly string[]): void {
  const args = context.getArgs<unknown[]>();
  args[0] = anonymousPayload(args[0], identity);
  if (view) args[1] = veiled(args[1] as object, { headers: anonymousRequest(view).headers });
}

const ANONYMISERS: Readonly<Record<string, Anonymiser>> = { http, graphql, ws, rpc };

/**
 * Has a handler see whatever it is given as nobody's.
 *
 * @returns `false` for a transport of which it is not known where it tells who somebody is
 */
export function anonymise(context: ExecutionContext, identity: readonly string[]): boolean {
  const anonymiser = ANONYMISERS[context.getType<string>()];
  anonymiser?.(context, requestViewFrom(context), identity);
  return anonymiser !== undefined;
}
