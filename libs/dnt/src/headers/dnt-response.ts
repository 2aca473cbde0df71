import { type OutgoingHttpHeader, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { type RequestView } from '@nest-privacy/core';

/** Headers as `writeHead` takes them. */
export type GivenHeaders = OutgoingHttpHeaders | readonly OutgoingHttpHeader[] | undefined;

/** Completes the headers of a response at the last moment before they are sent. */
export interface HeadCompleter {
  complete(state: DntResponse, response: ServerResponse, given: GivenHeaders): OutgoingHttpHeaders | undefined;
}

const STATE = Symbol.for('@nest-privacy/dnt:response');

type WriteHead = (this: ServerResponse, status: number, ...rest: unknown[]) => ServerResponse;

interface Carrier {
  [STATE]?: DntResponse;
  writeHead: WriteHead;
}

/** What is known of one response until its headers are sent. */
export class DntResponse {
  /** Whether the request changed the tracking status. */
  statusChanged = false;
  /** The status-id chosen for this response. */
  statusId: string | undefined;

  private constructor(
    readonly view: RequestView,
    readonly completer: HeadCompleter,
    readonly writeHead: WriteHead,
  ) {}

  /** The state of a response; `undefined` when it carries none of the module's headers. */
  static of(response: ServerResponse | undefined): DntResponse | undefined {
    return (response as Carrier | undefined)?.[STATE];
  }

  /**
   * Has `completer` complete the response's headers, however they come to be sent: `writeHead` is where Node, Express and Fastify meet. One shared function
   * and one object a response, for this runs on every request.
   */
  static attach(view: RequestView, response: ServerResponse, completer: HeadCompleter): void {
    const carrier = response as Carrier;
    if (carrier[STATE] !== undefined) return;
    carrier[STATE] = new DntResponse(view, completer, carrier.writeHead);
    carrier.writeHead = writeCompletedHead;
  }
}

function writeCompletedHead(this: ServerResponse, status: number, reason?: unknown, headers?: unknown): ServerResponse {
  const state = DntResponse.of(this)!;
  const given = (typeof reason === 'string' ? headers : (headers ?? reason)) as GivenHeaders;
  const completed = state.completer.complete(state, this, given);
  return typeof reason === 'string'
    ? state.writeHead.call(this, status, reason, completed)
    : state.writeHead.call(this, status, completed);
}
