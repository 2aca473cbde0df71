import { type ExecutionContext } from '@nestjs/common';
import { type RequestLike, RequestView } from './request-view.js';
import { openedBy } from './socket-requests.js';

interface Wrapped {
  readonly raw?: RequestLike;
  readonly req?: Wrapped & Partial<RequestLike>;
  readonly request?: Wrapped & Partial<RequestLike>;
  readonly handshake?: Partial<RequestLike>;
  readonly upgradeReq?: RequestLike;
  readonly headers?: unknown;
}

const isRequest = (candidate: unknown): candidate is RequestLike =>
  typeof candidate === 'object' && candidate !== null && typeof (candidate as Wrapped).headers === 'object';

/** Peels frameworks' wrappers (Fastify's `raw`, GraphQL's `req` or `request`, socket.io's handshake) off a request. */
function unwrap(candidate: unknown): RequestLike | undefined {
  const { raw, req, request, upgradeReq, handshake } = (candidate ?? {}) as Wrapped;
  if (isRequest(raw)) return raw;
  const inner = req ?? request ?? upgradeReq;
  if (inner !== undefined) return unwrap(inner) ?? (isRequest(candidate) ? candidate : undefined);
  if (isRequest(handshake)) return handshake;
  return isRequest(candidate) ? candidate : undefined;
}

/** The request that opened a socket is as old as the socket. */
const isLasting = (context: ExecutionContext, raw: RequestLike): boolean =>
  raw.upgrade === true || ['ws', 'rpc'].includes(context.getType());

/**
 * The request behind an execution context: HTTP on Express and Fastify, GraphQL, WebSocket and RPC. The suite's only switch over transports. An HTTP
 * request has one view; of what stays open each message gets a view of its own, so that nothing is kept from one to the next.
 *
 * @returns `undefined` when the context carries no request, so that the caller decides what that means
 */
export function requestViewFrom(context: ExecutionContext): RequestView | undefined {
  const candidate = candidateOf(context);
  const raw = candidate === undefined ? undefined : unwrap(candidate);
  return raw && (isLasting(context, raw) ? new RequestView(raw) : RequestView.of(raw));
}

/** Sockets of `ws` have members that look like nothing; those of socket.io know their request. */
const ofSocket = (client: unknown): unknown =>
  (typeof client === 'object' && client !== null ? openedBy(client) : undefined) ?? client;

function candidateOf(context: ExecutionContext): unknown {
  switch (context.getType<'http' | 'ws' | 'rpc' | 'graphql'>()) {
    case 'http':
      return context.switchToHttp().getRequest<unknown>();
    case 'ws':
      return ofSocket(context.switchToWs().getClient<unknown>());
    case 'rpc':
      return context.switchToRpc().getContext<unknown>();
    case 'graphql':
      return context.getArgByIndex<unknown>(2);
    default:
      return undefined;
  }
}
