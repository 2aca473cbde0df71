import { parse } from 'node:querystring';
import { type AbstractHttpAdapter } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply } from 'fastify';
import { PROBLEM_MEDIA_TYPE, problemOf } from '@nest-privacy/core';
import { BoundedExpressAdapter } from './bounded-express.adapter.js';
import { strictJson } from './strict-body.js';
import { TIME_LIMITS } from './time-limits.js';

/** Longest body in bytes; 500 events of analytics fit. */
export const BODY_LIMIT = 256 * 1024;

/** The HTTP server, bounded in what it takes and how long it waits. */
export function createAdapter(name: 'express' | 'fastify'): AbstractHttpAdapter {
  if (name === 'express') return new BoundedExpressAdapter();
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    http: TIME_LIMITS,
    requestTimeout: TIME_LIMITS.requestTimeout,
    keepAliveTimeout: TIME_LIMITS.keepAliveTimeout,
    // What comes while the server is closing is answered as ever, and the connection closed behind it.
    return503OnClosing: false,
    requestIdHeader: false,
    // What Fastify refuses before Nest sees it, such as a path with a broken percent escape.
    frameworkErrors: (error: unknown, _request: unknown, reply: FastifyReply) => {
      const problem = problemOf(error);
      void reply.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
    },
  });
  const bounds = { bodyLimit: BODY_LIMIT };
  adapter.useBodyParser('application/json', false, bounds, (_request, body: Buffer, done) => {
    try {
      done(null, strictJson(body));
    } catch (error) {
      done(error as Error);
    }
  });
  adapter.useBodyParser('application/x-www-form-urlencoded', false, bounds, (_request, body: Buffer, done) =>
    done(null, parse(body.toString())),
  );
  // A client that is still sending would not see why it is refused if the connection were closed on it, as Fastify
  // wants to. Node reads the rest and throws it away, for as long as requestTimeout allows.
  adapter.getInstance().addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.statusCode === 413) reply.removeHeader('connection');
    done();
  });
  return adapter;
}
