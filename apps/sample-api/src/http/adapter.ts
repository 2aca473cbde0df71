import { type IncomingMessage } from 'node:http';
import { type AbstractHttpAdapter } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { PROBLEM_MEDIA_TYPE, problemOf } from '@nest-privacy/core';
import { BoundedExpressAdapter } from './bounded-express.adapter.js';
import { readBody } from './request-body.js';
import { TIME_LIMITS } from './time-limits.js';

/** The HTTP server, bounded in what it takes and how long it waits. */
export function createAdapter(name: 'express' | 'fastify'): AbstractHttpAdapter {
  if (name === 'express') return new BoundedExpressAdapter();
  const adapter = new FastifyAdapter({
    http: TIME_LIMITS,
    requestTimeout: TIME_LIMITS.requestTimeout,
    keepAliveTimeout: TIME_LIMITS.keepAliveTimeout,
    // What comes while the server is closing is answered as ever, and the connection closed behind it.
    return503OnClosing: false,
    requestIdHeader: false,
    routerOptions: {
      // As long as a header may be: the handlers say what is wrong with a parameter.
      maxParamLength: 16_384,
      // As Express does.
      ignoreTrailingSlash: true,
    },
    // What Fastify refuses before Nest sees it, such as a path with a broken percent escape.
    frameworkErrors: (error: unknown, _request: unknown, reply: FastifyReply) => {
      const problem = problemOf(error);
      void reply.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
    },
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(request.raw, payload),
  );
  // A client that is still sending would not see why it is refused if the connection were closed on it, as Fastify
  // wants to. Node reads the rest and throws it away, for as long as requestTimeout allows.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.statusCode >= 400) reply.removeHeader('connection');
    done();
  });
  return adapter;
}
