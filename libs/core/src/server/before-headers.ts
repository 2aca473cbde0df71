import { type ServerResponse } from 'node:http';
import { FaultLog } from '../errors/fault-log.js';
import { type RequestView } from '../request/request-view.js';
import { type GivenHeaders } from './given-headers.js';
import { ResponseHead } from './response-head.js';

/** Has a say in the headers of responses. One object may listen to any number of them. */
export interface HeadListener {
  /** Called when status and headers are complete and nothing of them is sent. It may be called again where sending them failed and another answer is tried. */
  beforeHeaders(head: ResponseHead): void;
}

type WriteHead = (this: ServerResponse, status: number, ...rest: unknown[]) => ServerResponse;

interface Pending {
  readonly view: RequestView;
  /** Shared between responses until one has a listener of its own. */
  listeners: readonly HeadListener[];
  readonly writeHead: WriteHead;
}

const PENDING = Symbol.for('@nest-privacy/core:before-headers');

interface Carrier {
  [PENDING]?: Pending;
  writeHead: WriteHead;
}

const faults = new FaultLog('ResponseHead');

/**
 * Has `listener` complete the headers of a response, however they come to be sent: `writeHead` is where Node, Express and Fastify meet. Listeners are called in
 * the order in which they came, each once, and see what those before them did; a failure of one is logged and changes nothing for the others.
 */
export function beforeHeaders(view: RequestView, response: ServerResponse, listener: HeadListener): void {
  const pending = (response as Carrier)[PENDING];
  if (pending === undefined) awaitHeaders(view, response, [listener]);
  else if (!pending.listeners.includes(listener)) pending.listeners = [...pending.listeners, listener];
}

/** The same for several listeners at once, which no other may have preceded. One list may serve any number of responses. */
export function awaitHeaders(view: RequestView, response: ServerResponse, listeners: readonly HeadListener[]): void {
  const carrier = response as Carrier;
  carrier[PENDING] = { view, listeners, writeHead: carrier.writeHead };
  carrier.writeHead = writeCompletedHead;
}

/** One function for all responses, for this runs on every request. */
function writeCompletedHead(this: ServerResponse, status: number, reason?: unknown, headers?: unknown): ServerResponse {
  const pending = (this as Carrier)[PENDING]!;
  const hasReason = typeof reason === 'string';
  const given = (hasReason ? headers : (headers ?? reason)) as GivenHeaders | undefined;
  const completed = complete(pending, this, status, given);
  return hasReason
    ? pending.writeHead.call(this, status, reason, completed)
    : pending.writeHead.call(this, status, completed);
}

function complete(
  { view, listeners }: Pending,
  response: ServerResponse,
  status: number,
  given: GivenHeaders | undefined,
): GivenHeaders | undefined {
  if (response.headersSent) return given;
  const head = new ResponseHead(view, response, status, given);
  for (const listener of listeners) {
    try {
      listener.beforeHeaders(head);
    } catch (error) {
      faults.error('a response goes without the headers that one of its listeners would have given it', error);
    }
  }
  return head.headers;
}
