import { type ServerResponse } from 'node:http';
import { type Duplex } from 'node:stream';
import { type ProblemException } from '../errors/problem.exception.js';
import { PROBLEM_MEDIA_TYPE } from '../errors/problem.js';
import { seconds } from '../time/durations.js';

/** How long a refused client may go on sending before it is hung up on. */
const LINGER = seconds(1);

/** Answers past any framework, and has the connection closed. */
export function sendProblem(response: ServerResponse, error: ProblemException): void {
  const body = Buffer.from(JSON.stringify(error.problem));
  response.writeHead(error.getStatus(), {
    ...error.headers,
    'Content-Type': PROBLEM_MEDIA_TYPE,
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    ...(response.req.httpVersionMajor === 1 && { Connection: 'close' }),
  });
  response.end(body);
}

/**
 * Ends a connection so that the client gets to read the answer: closed while it is still sending, it would be reset and the answer lost
 * (RFC 9112, section 9.6).
 */
export function lingerOn(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  socket.end();
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER).unref();
}
