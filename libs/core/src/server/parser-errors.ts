import { IncomingMessage, type ServerResponse } from 'node:http';
import { type Duplex } from 'node:stream';
import { type ProblemException } from '../errors/problem.exception.js';
import { type ParserError, parserProblem } from './refusals.js';
import { lingerOn, sendProblem } from './send-problem.js';

/** Answers on a connection that has no response yet. */
export type Refuse = (request: IncomingMessage, socket: Duplex, problem: ProblemException) => void;

const LATEST = Symbol.for('@nest-privacy/core:latest-response');

interface Connection {
  /** The last response, as long as it is not done. */
  [LATEST]?: ServerResponse | undefined;
}

/** Answers what Node's parser refuses, in the order in which the client asked. */
export class ParserErrors {
  private readonly refused = new WeakSet<Duplex>();

  constructor(private readonly refuse: Refuse) {}

  /** Remembers which request of a connection is the one being answered. */
  follow(request: IncomingMessage, response: ServerResponse): void {
    (request.socket as Connection)[LATEST] = response;
  }

  /** Forgets a response that is done: each connection that is kept alive would keep its last exchange in memory, and the collector would have to copy it. */
  release(response: ServerResponse): void {
    const { socket, complete } = response.req;
    const connection = socket as Connection | undefined;
    if (complete && connection?.[LATEST] === response) connection[LATEST] = undefined;
  }

  /** What a listener of `clientError` does; the parser goes on to complain of whatever else comes, which is thrown away. */
  answer(error: ParserError, socket: Duplex): void {
    if (this.refused.has(socket)) return;
    const response = (socket as Connection)[LATEST];
    if (!socket.writable) socket.destroy(error);
    else if (response === undefined) this.refuseUnread(error, socket);
    else if (!response.req.complete) this.refuseBody(error, socket, response);
    else if (response.writableFinished) this.refuseUnread(error, socket);
    else response.once('close', () => this.refuseUnread(error, socket));
  }

  /** What came is no request, so there is none to answer. */
  private refuseUnread(error: ParserError, socket: Duplex): void {
    if (!socket.writable) return;
    this.refused.add(socket);
    const request = new IncomingMessage(socket as IncomingMessage['socket']);
    this.refuse(Object.assign(request, { method: '', url: '', httpVersionMajor: 1 }), socket, parserProblem(error));
  }

  /** The fault is in the body of a request that listeners and handler know; the handler finds it answered. */
  private refuseBody(error: ParserError, socket: Duplex, response: ServerResponse): void {
    if (response.headersSent) {
      socket.destroy(error);
      return;
    }
    this.refused.add(socket);
    sendProblem(response, parserProblem(error));
    // An answer that waits behind others is sent, and the connection ended, by Node in its turn.
    if (response.socket !== null) lingerOn(socket);
  }
}
