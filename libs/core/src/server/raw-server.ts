import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import { type Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import { type HttpAdapterHost } from '@nestjs/core';
import { type ProblemException } from '../errors/problem.exception.js';
import { RequestView } from '../request/request-view.js';
import { enterByFramework } from './framework-entry.js';
import { ParserErrors } from './parser-errors.js';
import { connectRefused, expectationUnknown } from './refusals.js';
import { requestFault, toOriginForm } from './request-target.js';
import { ResponseAttendance } from './response-attendance.js';
import { type ResponseListener } from './response-listener.js';
import { lingerOn, sendProblem } from './send-problem.js';

/**
 * Sees a request before any framework does. It must not throw, wait or read the body.
 *
 * What Node's parser refuses is a request too: then `request` has no headers, and an empty method and URL.
 */
export type RawRequestListener = (view: RequestView, request: IncomingMessage, response: ServerResponse) => void;

/** Answers a request, or returns `false` and leaves it alone. It must not throw. */
export type RawAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What answers requests in place of the framework, see `serveAhead`. Neither of its methods may throw. */
export interface RawResource {
  /** Whether a request is for it. */
  takes(request: IncomingMessage): boolean;
  answer(request: IncomingMessage, response: ServerResponse): void;
}

const RAW_SERVER = Symbol.for('@nest-privacy/core:raw-server');

interface Carrier {
  [RAW_SERVER]?: RawServer;
  emit: (this: unknown, event: string | symbol, ...args: unknown[]) => boolean;
}

/**
 * What stands between Node's HTTP server and the framework, once for each server. What HTTP forbids to answer in another way, and what Node answers without
 * asking anybody, it refuses by itself: by problem documents that have the headers of every other answer.
 */
export class RawServer {
  private readonly logger = new Logger('NestPrivacy');
  private readonly listeners: RawRequestListener[] = [];
  private readonly answers: RawAnswer[] = [];
  private readonly resources: RawResource[] = [];
  private readonly errors = new ParserErrors((request, socket, problem) => this.refuseOn(socket, request, problem));
  /** Whether a request came past this server, which is said once. */
  private bypassed = false;
  private readonly attendance = new ResponseAttendance((response) => this.errors.release(response));

  private constructor(server: Server, adapter: HttpAdapterHost['httpAdapter']) {
    // Node answers a missing host without telling anybody; here it is one of the faults of a request.
    Object.assign(server, { requireHostHeader: false });
    // Beyond a number of fields Node drops them in silence, be it a second host or a refusal; their bytes are bounded anyway.
    server.maxHeadersCount = 0;
    server.prependListener('request', (request, response) => this.announce(request, response));
    withoutFastifysOwn(server);
    server.prependListener('clientError', (error, socket) => this.errors.answer(error, socket));
    server.on('checkExpectation', (request, response) => {
      if (server.listenerCount('checkExpectation') === 1) this.refuse(request, response, expectationUnknown());
    });
    server.on('connect', (request, socket) => {
      if (server.listenerCount('connect') === 1) this.refuseTunnel(request, socket);
    });
    const carrier = server as unknown as Carrier;
    const { emit } = carrier;
    const intercepts = this.intercepts.bind(this);
    carrier.emit = function (event, ...args) {
      return intercepts(event, args) || emit.call(this, event, ...args);
    };
    enterByFramework(adapter, (request, response) => this.enter(request, response));
  }

  /** The one of the application's server; `undefined` where there is no server of HTTP/1. */
  static of(host: HttpAdapterHost | undefined): RawServer | undefined {
    const server = host?.httpAdapter?.getHttpServer() as (Server & Carrier) | undefined;
    if (typeof server?.prependListener !== 'function') return undefined;
    return (server[RAW_SERVER] ??= new RawServer(server, host!.httpAdapter));
  }

  /** The last one to be registered is called first. */
  listen(listener: RawRequestListener): void {
    this.listeners.unshift(listener);
  }

  /** Those to be registered earlier are called earlier. */
  attend(listener: ResponseListener): void {
    this.attendance.add(listener);
  }

  /** The last one to be registered is asked first. */
  takeOver(answer: RawAnswer): void {
    this.answers.unshift(answer);
  }

  /** Those to be registered earlier are asked earlier. */
  serve(resource: RawResource): void {
    this.resources.push(resource);
  }

  /** Runs ahead of every listener of the server, whoever registered it and when. */
  private intercepts(event: string | symbol, args: readonly unknown[]): boolean {
    if (event === 'request') return this.intercept(args[0] as IncomingMessage, args[1] as ServerResponse);
    if (event !== 'upgrade') return false;
    const [request, socket] = args as [IncomingMessage, Duplex];
    const fault = requestFault(request);
    if (fault) this.refuseOn(socket, request, fault);
    return fault !== undefined;
  }

  private intercept(request: IncomingMessage, response: ServerResponse): boolean {
    this.errors.follow(request, response);
    const fault = requestFault(request);
    if (fault) this.refuse(request, response, fault);
    else toOriginForm(request);
    if (fault !== undefined) return true;
    for (const answer of this.answers) if (answer(request, response)) return true;
    const resource = this.resources.find((one) => one.takes(request));
    if (resource === undefined) return false;
    this.announce(request, response);
    resource.answer(request, response);
    return true;
  }

  /** What the framework was handed and this server did not see; there is no other way to know of it. */
  private enter(request: IncomingMessage, response: ServerResponse): boolean {
    if (RequestView.of(request).response !== undefined) return false;
    if (!this.bypassed) {
      this.logger.warn(
        "a request came by another way than the application's own server (serverless wrapper, a server of your own, inject()). Signals, tracking and metrics see such " +
          'requests once the framework has them; what Node refuses before that they do not see',
      );
    }
    this.bypassed = true;
    if (this.intercept(request, response)) return true;
    this.announce(request, response);
    return false;
  }

  private announce(request: IncomingMessage, response: ServerResponse): void {
    const view = RequestView.of(request);
    view.response = response;
    this.attendance.begin(view, response);
    for (const listener of this.listeners) listener(view, request, response);
  }

  private refuse(request: IncomingMessage, response: ServerResponse, problem: ProblemException): void {
    this.errors.follow(request, response);
    this.announce(request, response);
    sendProblem(response, problem);
  }

  /** HTTP/2 hands a response over where HTTP/1 hands the connection. */
  private refuseTunnel(request: IncomingMessage, target: Duplex | ServerResponse): void {
    if (request.httpVersionMajor === 1) this.refuseOn(target as Duplex, request, connectRefused());
    else this.refuse(request, target as ServerResponse, connectRefused());
  }

  /** For a connection that Node hands over without a response. */
  private refuseOn(socket: Duplex, request: IncomingMessage, problem: ProblemException): void {
    const response = new ServerResponse(request);
    try {
      response.assignSocket(socket as IncomingMessage['socket']);
    } catch {
      // An answer that Node gives by itself, such as the 503 beyond maxRequestsPerSocket, holds the connection.
      socket.destroy();
      return;
    }
    this.refuse(request, response, problem);
    lingerOn(socket);
  }
}

/** It would write an answer of its own over the one that is being sent, and hang up on a client before it could read either. */
function withoutFastifysOwn(server: Server): void {
  for (const listener of server.listeners('clientError')) {
    if (listener.name === 'bound defaultClientErrorHandler')
      server.removeListener('clientError', listener as () => void);
  }
}
